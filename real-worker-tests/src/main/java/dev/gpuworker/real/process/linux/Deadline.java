package dev.gpuworker.real.process.linux;

import java.time.Duration;

/** An instant of the monotonic clock by which something must have happened. */
public record Deadline(long startNanos, long lengthNanos) {
    /** Returns the deadline that lies this far ahead of now. */
    public static Deadline after(Duration length) {
        return new Deadline(System.nanoTime(), length.toNanos());
    }

    /** Returns the time since the deadline was set. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Returns what is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, lengthNanos - elapsed().toNanos()));
    }

    /** Returns whether nothing of the time is left. */
    public boolean hasPassed() {
        return remaining().isZero();
    }

    /** Returns {@code wanted}, or what is left where that is less. */
    public Duration atMost(Duration wanted) {
        Duration left = remaining();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
