package dev.gpuworker.wire;

/** What happens to a job that arrives while another runs (D-07). */
public enum BusyPolicy {
    /** The job waits in a bounded queue, in arrival order; a full queue refuses like {@link #REJECT}. */
    WAIT,
    /** The job is refused with 503 {@code WORKER_BUSY} and {@code Retry-After}. */
    REJECT
}
