package dev.gpuworker.mock.internal.time;

/** The source of all time in a worker. Thread-safe. */
public interface Ticker {
    /** Returns the monotonic time in nanoseconds; only differences mean something. */
    long nanos();

    /**
     * Fires the timer once at this instant, or immediately if it has passed. Replaces the timer's previous instant.
     * Timers fire in the order of their instants, one at a time.
     */
    void schedule(Timer timer, long dueNanos);

    /** Fires the timer after others have had their turn, for a stream without waits. Cannot be cancelled. */
    void soon(Timer timer);

    /** Cancels the timer. If it is already firing, that run completes. */
    void cancel(Timer timer);
}
