package dev.gpuworker.conformance;

/** A rule or an exercise needs something that did not happen; the verdict becomes {@code could-not-run}. */
public final class MissingPrerequisiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cure cure;

    /** Creates an exception that says what is missing and what happened instead; a repetition would not help. */
    public MissingPrerequisiteException(String what) {
        this(what, Cure.NOTHING);
    }

    private MissingPrerequisiteException(String what, Cure cure) {
        super(what);
        this.cure = cure;
    }

    /** Returns an exception for something that a repetition with a longer job may provide. */
    public static MissingPrerequisiteException tooSoon(String what) {
        return new MissingPrerequisiteException(what, Cure.LONGER_JOBS);
    }

    /**
     * Returns an exception that counts only if it happens again, because the reader of this process may have been late.
     */
    public static MissingPrerequisiteException perhapsOurs(String what) {
        return new MissingPrerequisiteException(what, Cure.ONCE_MORE);
    }

    Cure cure() {
        return cure;
    }

    /** What may provide the missing prerequisite. */
    enum Cure {
        NOTHING,
        ONCE_MORE,
        LONGER_JOBS
    }
}
