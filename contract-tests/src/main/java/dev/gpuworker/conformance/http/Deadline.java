package dev.gpuworker.conformance.http;

import java.time.Duration;

/**
 * An instant on the monotonic clock by which something must have happened.
 *
 * @param nanos the instant as {@link System#nanoTime()} tells it
 */
public record Deadline(long nanos) {
    /** Returns the deadline that lies this long in the future. */
    public static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** Returns the earlier of two deadlines. */
    public Deadline orEarlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }

    /** Tells whether the instant has passed. */
    public boolean hasPassed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Returns the milliseconds left, rounded up: 0 when the instant has passed, otherwise at least 1. */
    public int millisLeft() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }
}
