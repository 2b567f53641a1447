package dev.gpuworker.wire;

/** What becomes of a job that arrives while another runs (D-07). */
public enum BusyPolicy {
    /** It waits its turn in arrival order, in a bounded queue; a full queue refuses like {@link #REJECT}. */
    WAIT,
    /** It is refused with 503 {@code WORKER_BUSY} and {@code Retry-After}. */
    REJECT
}
