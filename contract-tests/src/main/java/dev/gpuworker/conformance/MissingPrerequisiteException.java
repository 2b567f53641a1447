package dev.gpuworker.conformance;

/** Says that what a rule or an exercise builds on did not happen; it becomes {@code could-not-run}. */
public final class MissingPrerequisiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates it with what is missing and what happened instead. */
    public MissingPrerequisiteException(String what) {
        super(what);
    }
}
