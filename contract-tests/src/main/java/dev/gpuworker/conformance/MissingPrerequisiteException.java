package dev.gpuworker.conformance;

/** Says that what a rule or an exercise builds on did not happen; it becomes {@code could-not-run}. */
public final class MissingPrerequisiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean worthRepeating;

    /** Creates it with what is missing and what happened instead; nothing would change that. */
    public MissingPrerequisiteException(String what) {
        this(what, false);
    }

    private MissingPrerequisiteException(String what, boolean worthRepeating) {
        super(what);
        this.worthRepeating = worthRepeating;
    }

    /** Returns one that a repetition with a longer job may cure. */
    public static MissingPrerequisiteException tooSoon(String what) {
        return new MissingPrerequisiteException(what, true);
    }

    boolean isWorthRepeating() {
        return worthRepeating;
    }
}
