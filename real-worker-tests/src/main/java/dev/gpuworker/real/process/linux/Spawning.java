package dev.gpuworker.real.process.linux;

import java.io.IOException;

/**
 * Starts processes one after the other. During a start, the unfinished child holds a copy of every open socket of this
 * JVM. If a port were probed meanwhile, that copy could keep it taken just when the worker binds it.
 */
public final class Spawning {
    private Spawning() {}

    /** Starts the process. When this returns, the child no longer holds any sockets of this JVM. */
    public static Process start(ProcessBuilder builder) throws IOException {
        synchronized (Spawning.class) {
            return builder.start();
        }
    }

    /** Runs a probe that must not overlap with the start of a process. */
    public static boolean between(Look look) throws IOException {
        synchronized (Spawning.class) {
            return look.look();
        }
    }

    /** A probe that opens something that a child could inherit. */
    public interface Look {
        boolean look() throws IOException;
    }
}
