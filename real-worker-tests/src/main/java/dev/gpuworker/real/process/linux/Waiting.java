package dev.gpuworker.real.process.linux;

import dev.gpuworker.io.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits that an interrupt does not cut short, so a worker is stopped even if its test's thread was interrupted. */
public final class Waiting {
    private Waiting() {}

    /** Returns whether the process has ended within the patience; keeps the interrupt for the caller. */
    public static boolean forExit(Process process, Duration patience) {
        Deadline deadline = Deadline.after(patience);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits a short time; an interrupt is kept for the caller and does not shorten the wait. */
    public static void pause(Duration length) {
        Deadline deadline = Deadline.after(length);
        boolean interrupted = Thread.interrupted();
        while (!deadline.hasPassed()) {
            LockSupport.parkNanos(deadline.remaining().toNanos());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
