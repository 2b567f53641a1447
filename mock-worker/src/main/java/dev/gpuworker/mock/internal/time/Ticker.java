package dev.gpuworker.mock.internal.time;

/** Carries all time of a worker. Thread-safe. */
public interface Ticker {
    /** Returns the monotonic time in nanoseconds; only differences mean something. */
    long nanos();

    /**
     * Fires the timer once at this instant, or at once where that has passed. An earlier instant of the same timer is
     * replaced. Timers fire in the order of their instants, one at a time.
     */
    void schedule(Timer timer, long dueNanos);

    /** Fires the timer once others have had their turn, for a stream that waits for nothing. Cannot be cancelled. */
    void soon(Timer timer);

    /** Cancels the timer. If it is already firing, that run completes. */
    void cancel(Timer timer);
}
