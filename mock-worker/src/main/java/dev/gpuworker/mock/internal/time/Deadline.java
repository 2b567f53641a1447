package dev.gpuworker.mock.internal.time;

import java.time.Duration;

/** By when something must have happened, on the system's clock. Immutable. */
public final class Deadline {
    /** Whoever asks for more means "for ever"; a hundred years can still be added to any instant. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration limit;
    private final long end;

    private Deadline(Duration limit) {
        this.limit = limit.isNegative() ? Duration.ZERO : limit;
        this.end = System.nanoTime() + nanos(this.limit);
    }

    /** Returns the deadline that is this long from now; one that is negative has passed. */
    public static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** Returns the nanoseconds of a duration, a hundred years at most, so that they fit wherever time is added up. */
    public static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }

    /** Returns the milliseconds that are left, rounded up; 0 or less where it has passed. */
    public long millisLeft() {
        return (end - System.nanoTime() + 999_999) / 1_000_000;
    }

    /** Returns the limit as people read it: {@code 50 ms}. */
    @Override
    public String toString() {
        return limit.toMillis() + " ms";
    }
}
