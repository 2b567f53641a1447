package dev.gpuworker.real.vram;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A monotonic clock and waits on it. Tests use one that takes no real time. */
interface Pace {
    /** Returns the time in nanoseconds from an arbitrary origin; only differences are meaningful. */
    long nanoTime();

    /**
     * Waits until {@link #nanoTime} has reached an instant.
     *
     * @throws InterruptedException if the thread is interrupted before or during the wait
     */
    void pauseUntil(long nanoTime) throws InterruptedException;

    /** Waits this long. */
    default void pause(Duration duration) throws InterruptedException {
        pauseUntil(nanoTime() + duration.toNanos());
    }

    /** Returns the system's clock. */
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
