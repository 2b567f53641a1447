package dev.gpuworker.mock;

import java.time.Duration;

/**
 * The clock of a test: a worker with it keeps order, faults and outcome of its scripts, and takes no time. Thread-safe.
 */
public final class ManualClock {
    private final boolean jumps;
    private long nanos; // guarded by this

    private ManualClock(boolean jumps) {
        this.jumps = jumps;
    }

    /** Returns a clock that jumps to the next deadline by itself, as soon as nothing is left to do before it. */
    public static ManualClock jumping() {
        return new ManualClock(true);
    }

    /** Returns a clock that stands still until {@link #advance} is called. */
    public static ManualClock standing() {
        return new ManualClock(false);
    }

    /** Tells whether this clock jumps by itself. */
    public boolean jumps() {
        return jumps;
    }

    /** Moves the time forward; deadlines that are thereby reached fire in their order. */
    public synchronized void advance(Duration by) {
        nanos += by.toNanos();
    }

    /** Returns the time since this clock was made. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(nanos);
    }
}
