package dev.gpuworker.mock;

import dev.gpuworker.mock.internal.time.ManualTicker;
import java.time.Duration;

/**
 * The clock of a test: a worker that runs by it keeps the order, faults and outcome of its scripts, and takes no time.
 * Thread-safe.
 */
public final class ManualClock {
    private final ManualTicker ticker;

    private ManualClock(ManualTicker ticker) {
        this.ticker = ticker;
    }

    /**
     * Returns a clock that jumps to the next step of a script as soon as nothing is left to do before it. It does not
     * jump to an inference timeout alone, so that a job which holds at a gate stays there.
     */
    public static ManualClock jumping() {
        return new ManualClock(new ManualTicker(true));
    }

    /** Returns a clock that stands still until {@link #advance} is called. */
    public static ManualClock standing() {
        return new ManualClock(new ManualTicker(false));
    }

    /**
     * Moves the time forward; what is due by then happens in its order.
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
