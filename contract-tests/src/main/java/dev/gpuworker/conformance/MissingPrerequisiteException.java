package dev.gpuworker.conformance;

/** Says that what a rule or an exercise builds on did not happen; it becomes {@code could-not-run}. */
public final class MissingPrerequisiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cure cure;

    /** Creates it with what is missing and what happened instead; nothing would change that. */
    public MissingPrerequisiteException(String what) {
        this(what, Cure.NOTHING);
    }

    private MissingPrerequisiteException(String what, Cure cure) {
        super(what);
        this.cure = cure;
    }

    /** Returns one that a repetition with a longer job may cure. */
    public static MissingPrerequisiteException tooSoon(String what) {
        return new MissingPrerequisiteException(what, Cure.LONGER_JOBS);
    }

    /** Returns one that is believed when it happens again, for it may have been our own reader that was late. */
    static MissingPrerequisiteException perhapsOurs(String what) {
        return new MissingPrerequisiteException(what, Cure.ONCE_MORE);
    }

    Cure cure() {
        return cure;
    }

    /** What may bring about what is missing. */
    enum Cure {
        NOTHING,
        ONCE_MORE,
        LONGER_JOBS
    }
}
