package dev.gpuworker.real.standin;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Ends the process in the middle of its start. Tests have one that only remembers. */
@FunctionalInterface
interface Crash {
    /** Does what is told: {@code exit:<code>}, {@code kill}, or nothing when empty. */
    void now(String how);

    /** Ends this JVM without any orderly step. */
    static Crash ofThisProcess() {
        return how -> {
            if (how.startsWith("exit:")) {
                Runtime.getRuntime().halt(Integer.parseInt(how.substring("exit:".length())));
            } else if (how.equals("kill")) {
                kill(ProcessHandle.current().pid());
            }
        };
    }

    private static void kill(long pid) {
        try {
            // The JDK refuses to kill its own process, and kill is a program of its own on few systems only.
            new ProcessBuilder("sh", "-c", "kill -s KILL " + pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("can't kill this process", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
