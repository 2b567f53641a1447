package dev.gpuworker.mock;

import dev.gpuworker.mock.internal.ManualTicker;
import java.time.Duration;

/**
 * The clock of a test: a worker with it keeps order, faults and outcome of its scripts, and takes no time. Thread-safe.
 */
public interface ManualClock {
    /**
     * Returns a clock that jumps to the next step of a script as soon as nothing is left to do before it. It does not
     * jump to an inference timeout alone, so that a job which holds at a gate stays there.
     */
    static ManualClock jumping() {
        return new ManualTicker(true);
    }

    /** Returns a clock that stands still until {@link #advance} is called. */
    static ManualClock standing() {
        return new ManualTicker(false);
    }

    /** Moves the time forward; what is due by then happens in its order. */
    void advance(Duration by);

    /** Returns the time since this clock was made. */
    Duration elapsed();
}
