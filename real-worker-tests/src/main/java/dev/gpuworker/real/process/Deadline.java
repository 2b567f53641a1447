package dev.gpuworker.real.process;

import java.time.Duration;

/** An instant of the monotonic clock by which something must have happened. */
record Deadline(long startNanos, long lengthNanos) {
    static Deadline after(Duration length) {
        return new Deadline(System.nanoTime(), length.toNanos());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Returns what is left, never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, lengthNanos - elapsed().toNanos()));
    }

    boolean hasPassed() {
        return remaining().isZero();
    }

    /** Returns {@code wanted}, or what is left where that is less. */
    Duration atMost(Duration wanted) {
        Duration left = remaining();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
