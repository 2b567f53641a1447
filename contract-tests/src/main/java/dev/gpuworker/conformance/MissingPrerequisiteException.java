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

    /** Returns an exception for something that a repetition with a higher {@code max_tokens} may provide. */
    static MissingPrerequisiteException tooFast(String what) {
        return new MissingPrerequisiteException(what, Cure.MORE_TOKENS);
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
        /** The job had all the tokens that it could have, and was over too soon nevertheless. */
        MORE_TOKENS,
        /** The job ended by itself. */
        LONGER_JOBS;

        /** Returns whether a longer job may help. */
        boolean isLonger() {
            return this == MORE_TOKENS || this == LONGER_JOBS;
        }
    }
}
