package dev.gpuworker.mock;

/** The state of a job, or how it ended. */
public enum JobOutcome {
    /** It waits for its turn. */
    WAITING(false),
    /** Its stream is under way. */
    RUNNING(false),
    /** The job's {@code end} event was sent. */
    ENDED(true),
    /** Its stream ended with an {@code error} event that neither client nor control plane caused. */
    FAILED(true),
    /** {@code POST /cancel} ended it. */
    CANCELLED(true),
    /** It exceeded the inference timeout. */
    TIMED_OUT(true),
    /** The client disconnected. */
    DISCONNECTED(true),
    /** Its script ended without a terminal event: clean end, cut, reset, half-close or exit. */
    BROKEN_OFF(true),
    /** It was answered with a plain HTTP reply instead of a stream. */
    REPLIED(true),
    /** The control plane, the end of the grace period or the closing worker ended it. */
    SHUT(true);

    private final boolean over;

    JobOutcome(boolean over) {
        this.over = over;
    }

    /** Returns whether the job is over. */
    public boolean isOver() {
        return over;
    }
}
