package dev.gpuworker.real.process.linux;

import java.io.IOException;

/**
 * Starts processes one after the other. While a process is being started, its unfinished child holds a copy of every
 * open socket of this JVM; were a port tried meanwhile, that copy would keep it taken just when the worker binds it.
 */
public final class Spawning {
    private Spawning() {}

    /** Starts the process; when this returns, the child holds nothing of this JVM any more. */
    public static Process start(ProcessBuilder builder) throws IOException {
        synchronized (Spawning.class) {
            return builder.start();
        }
    }

    /** Runs what must not happen while a process is being started. */
    public static boolean between(Look look) throws IOException {
        synchronized (Spawning.class) {
            return look.look();
        }
    }

    /** A look at something that a child could inherit. */
    public interface Look {
        boolean look() throws IOException;
    }
}
