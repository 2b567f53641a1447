package dev.gpuworker.mock.internal.time;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that a {@link Ticker} fires. Belongs to one ticker; reusable after it fired. */
public final class Timer {
    /** What a timer is for: a step of a script, or a guard against something that takes too long. */
    public enum Kind {
        STEP,
        GUARD
    }

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    final Kind kind;
    private final Runnable task;
    /** Place in the heap, or -1; only the heap's owner touches it. */
    int place = -1;

    public Timer(Kind kind, Runnable task) {
        this.kind = kind;
        this.task = task;
    }

    void fire() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // One stream's fault must not stop the clock of all others.
            LOG.error("a timer's task failed", e);
        }
    }
}
