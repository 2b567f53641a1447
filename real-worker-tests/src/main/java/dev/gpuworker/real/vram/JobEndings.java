package dev.gpuworker.real.vram;

/** The ways in which jobs end, as reports and job ids call them. */
public final class JobEndings {
    /** The job ran to its end. */
    public static final String FINISHED = "finished";
    /** The request was refused. */
    public static final String REFUSED = "refused";
    /** The job was cancelled. */
    public static final String CANCELLED = "cancelled";
    /** The job's client closed its connection. */
    public static final String CLIENT_GONE = "client gone";
    /** The job failed; the code of its error follows. */
    public static final String FAILED = "failed";

    private JobEndings() {}
}
