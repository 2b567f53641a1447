package dev.gpuworker.real.vram;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Monotonic time, and waiting on it. Tests have one that needs no time. */
interface Pace {
    /** Returns nanoseconds on a line that only differences of mean something on. */
    long nanoTime();

    /**
     * Waits until the time line has reached an instant.
     *
     * @throws InterruptedException when the thread is interrupted before or during it
     */
    void pauseUntil(long nanoTime) throws InterruptedException;

    /** Waits this long. */
    default void pause(Duration duration) throws InterruptedException {
        pauseUntil(nanoTime() + duration.toNanos());
    }

    /** Returns the system's time. */
    static Pace system() {
        return new Pace() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pauseUntil(long nanoTime) throws InterruptedException {
                for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException(
                                "interrupted while waiting for the next reading of device memory");
                    }
                    LockSupport.parkNanos(this, left);
                }
            }
        };
    }
}
