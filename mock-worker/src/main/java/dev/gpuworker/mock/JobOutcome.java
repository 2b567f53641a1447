package dev.gpuworker.mock;

/** How a job stands, or how it ended. */
public enum JobOutcome {
    /** It waits for its turn. */
    WAITING(false),
    /** Its stream is under way. */
    RUNNING(false),
    /** Its {@code end} event was sent. */
    ENDED(true),
    /** Its stream ended with an {@code error} event that no one asked for. */
    FAILED(true),
    /** {@code POST /cancel} ended it. */
    CANCELLED(true),
    /** It ran into the inference timeout. */
    TIMED_OUT(true),
    /** The client went away. */
    DISCONNECTED(true),
    /** Its script ended without a terminal event: clean end, cut, reset, half-close or exit. */
    BROKEN_OFF(true),
    /** It was answered with a plain HTTP reply instead of a stream. */
    REPLIED(true),
    /** The control plane, the end of the grace or the worker's close ended it. */
    SHUT(true);

    private final boolean over;

    JobOutcome(boolean over) {
        this.over = over;
    }

    /** Tells whether the job is over. */
    public boolean isOver() {
        return over;
    }
}
