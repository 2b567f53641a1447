package dev.gpuworker.io;

import java.time.Duration;

/**
 * An instant on the system's monotonic clock by which something must have happened. Immutable.
 *
 * @param startNanos when it was set, as {@link System#nanoTime()}
 * @param lengthNanos time from then until the deadline, 0 to a hundred years
 */
public record Deadline(long startNanos, long lengthNanos) {
    /** A longer time means "for ever"; a hundred years can still be added to any instant. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Returns the deadline that is this long from now; a negative one has passed. */
    public static Deadline after(Duration length) {
        return new Deadline(System.nanoTime(), Math.max(0, nanos(length)));
    }

    /** Returns the nanoseconds of a duration, at most a hundred years, so that sums of times don't overflow. */
    public static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }

    /** Returns the time since the deadline was set. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Returns the time that is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(nanosLeft());
    }

    /** Returns the milliseconds left, rounded up: 0 if the deadline has passed, otherwise at least 1. */
    public int millisLeft() {
        return (int) Math.min(Integer.MAX_VALUE, (nanosLeft() + 999_999) / 1_000_000);
    }

    /** Returns whether the deadline has passed. */
    public boolean hasPassed() {
        return nanosLeft() == 0;
    }

    /** Returns this duration, or the remaining time if that is less. */
    public Duration atMost(Duration wanted) {
        Duration left = remaining();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    /** Returns the earlier of two deadlines. */
    public Deadline orEarlier(Deadline other) {
        return nanosLeft() <= other.nanosLeft() ? this : other;
    }

    /** Returns the length for people: {@code 50 ms}. */
    @Override
    public String toString() {
        return lengthNanos / 1_000_000 + " ms";
    }

    private long nanosLeft() {
        return Math.max(0, lengthNanos - (System.nanoTime() - startNanos));
    }
}
