package dev.gpuworker.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the deadlines of one call: the total deadline and that of its current phase. Thread-safe, guarded by this. */
final class Watchdog {
    private final ScheduledExecutorService timer;
    private final WorkerClientConfig config;
    private final Runnable onExpiry;
    private final long totalDeadline;
    private @Nullable DeadlineKind phase;
    private long phaseDeadline;
    private @Nullable Future<?> alarm;
    private boolean stopped;
    private @Nullable DeadlineKind expired;

    Watchdog(ScheduledExecutorService timer, WorkerClientConfig config, Runnable onExpiry) {
        this.timer = timer;
        this.config = config;
        this.onExpiry = onExpiry;
        totalDeadline = System.nanoTime() + config.total().toNanos();
    }

    /** Begins a phase, whose deadline counts from now; restarting the current phase is cheap. */
    synchronized void enter(DeadlineKind next) {
        phaseDeadline = System.nanoTime() + next.of(config).toNanos();
        if (phase != next) {
            phase = next;
            schedule();
        }
    }

    /** Restarts the idle deadline, because bytes have come. */
    synchronized void touch() {
        if (phase == DeadlineKind.IDLE) {
            phaseDeadline = System.nanoTime() + config.idle().toNanos();
        }
    }

    /** Ends the watch. */
    synchronized void stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** Returns the deadline that passed before the watch ended, or null. */
    synchronized @Nullable DeadlineKind expired() {
        return expired;
    }

    private void check() {
        if (expiresNow()) {
            onExpiry.run();
        }
    }

    private synchronized boolean expiresNow() {
        if (stopped || expired != null) {
            return false;
        }
        long now = System.nanoTime();
        if (now - totalDeadline >= 0) {
            expired = DeadlineKind.TOTAL;
        } else if (now - phaseDeadline >= 0) {
            expired = phase;
        } else {
            schedule();
        }
        return expired != null;
    }

    private void schedule() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        long now = System.nanoTime();
        long wait = Math.max(0, Math.min(totalDeadline - now, phaseDeadline - now));
        try {
            alarm = timer.schedule(this::check, wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            stopped = true; // the client was closed, which cancels every call
        }
    }
}
