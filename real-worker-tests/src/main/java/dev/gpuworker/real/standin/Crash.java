package dev.gpuworker.real.standin;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Ends the process in the middle of its start. Tests use one that only records the call. */
@FunctionalInterface
interface Crash {
    /** Does what {@code how} says: {@code exit:<code>}, {@code kill}, or nothing if it is empty. */
    void now(String how);

    /** Ends this JVM abruptly, without an orderly shutdown. */
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
            // The JDK refuses to kill its own process, and on most systems kill is only built into the shell.
            new ProcessBuilder("sh", "-c", "kill -s KILL " + pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("can't kill this process", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
