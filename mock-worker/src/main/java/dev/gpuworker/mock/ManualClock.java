package dev.gpuworker.mock;

import dev.gpuworker.mock.internal.time.ManualTicker;
import java.time.Duration;

/**
 * A clock that a test controls. A worker that uses it keeps the order, faults and outcome of its scripts, and takes no
 * time. Thread-safe.
 */
public final class ManualClock {
    private final ManualTicker ticker;

    private ManualClock(ManualTicker ticker) {
        this.ticker = ticker;
    }

    /**
     * Returns a clock that jumps to the next step of a script once nothing else is left to do. It does not jump to an
     * inference timeout alone, so a job that holds at a gate stays there.
     */
    public static ManualClock jumping() {
        return new ManualClock(new ManualTicker(true));
    }

    /** Returns a clock that stands still until {@link #advance} is called. */
    public static ManualClock standing() {
        return new ManualClock(new ManualTicker(false));
    }

    /**
     * Moves the time forward; everything due by then happens, in order.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration by) {
        ticker.advance(by);
    }

    /** Returns the time since this clock was made. */
    public Duration elapsed() {
        return ticker.elapsed();
    }

    ManualTicker ticker() {
        return ticker;
    }
}
