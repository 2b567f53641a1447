package dev.gpuworker.conformance;

import java.util.List;

/** The result of a check: the only type for an outcome, in every tool and report. */
public sealed interface Verdict {
    /** Returns the kind of verdict. */
    Kind kind();

    /** Returns what was observed, or why nothing could be observed. */
    String actual();

    /** Returns what should have been observed; empty unless something was broken. */
    default String expected() {
        return "";
    }

    /** Returns the places in the recording that show a breach; empty unless something was broken. */
    default List<Evidence> evidence() {
        return List.of();
    }

    /** Returns the name of this kind of verdict in reports. */
    default String word() {
        return kind().word();
    }

    /** Returns whether this verdict makes a run red. */
    default boolean isRed() {
        return kind().isRed();
    }

    /**
     * Returns what a reader should do next about this verdict on a check: nothing if it is plain, otherwise the check's
     * hint.
     */
    default String hint(Check check) {
        return kind().isPlain() ? "" : check.hint();
    }

    /** The kinds of verdicts, in the order in which reports count them. Their words never change. */
    enum Kind {
        /** The promise was kept. */
        PASSED("passed", RunOutcome.GREEN),
        /** A binding promise was broken. */
        FAILED("failed", RunOutcome.RED),
        /** A recommendation was not followed, or something deserves a look. */
        WARNED("warned", RunOutcome.GREEN),
        /** A prerequisite was not reached, so nothing is known. */
        COULD_NOT_RUN("could-not-run", RunOutcome.RED),
        /** The check concerns something that this worker does not offer. */
        NOT_APPLICABLE("not-applicable", RunOutcome.GREEN),
        /** The circumstances of the measurement allow no verdict, in every attempt. */
        INCONCLUSIVE("inconclusive", RunOutcome.INCONCLUSIVE),
        /** The breach is on the list of known deviations. */
        KNOWN_DEVIATION("known-deviation", RunOutcome.GREEN),
        /** The list of known deviations names it, but must not any more. */
        FIXED_DEVIATION("fixed-deviation", RunOutcome.RED);

        private final String word;
        private final RunOutcome outcome;

        Kind(String word, RunOutcome outcome) {
            this.word = word;
            this.outcome = outcome;
        }

        /** Returns the name in reports. */
        public String word() {
            return word;
        }

        /** Returns the outcome of a run in which one check has this verdict and all others are green. */
        public RunOutcome outcome() {
            return outcome;
        }

        /** Returns whether it makes a run red. */
        public boolean isRed() {
            return outcome == RunOutcome.RED;
        }

        /** Returns whether one line in a report is enough for it. */
        public boolean isPlain() {
            return this == PASSED || this == NOT_APPLICABLE;
        }
    }

    /**
     * The promise was kept.
     *
     * @param actual what was observed, with every measured value
     */
    record Passed(String actual) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.PASSED;
        }
    }

    /**
     * A binding promise was broken.
     *
     * @param expected what should have been
     * @param actual what was
     * @param evidence where it shows; never empty for an exchange that was recorded
     */
    record Failed(String expected, String actual, List<Evidence> evidence) implements Verdict {
        /** Copies the list. */
        public Failed {
            evidence = List.copyOf(evidence);
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /**
     * A recommendation was not followed, or a promise was kept in a way that a person should look at.
     *
     * @param expected what should have been
     * @param actual what was
     * @param evidence where it shows
     */
    record Warned(String expected, String actual, List<Evidence> evidence) implements Verdict {
        /** Copies the list. */
        public Warned {
            evidence = List.copyOf(evidence);
        }

        @Override
        public Kind kind() {
            return Kind.WARNED;
        }
    }

    /**
     * A prerequisite was not reached, so nothing is known: red, never green.
     *
     * @param actual which prerequisite, and what happened instead
     */
    record CouldNotRun(String actual) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.COULD_NOT_RUN;
        }
    }

    /**
     * The check concerns something that this worker or this kind of run does not offer: an optional capability, or a
     * state that requests alone cannot reach.
     *
     * @param actual what is not offered
     */
    record NotApplicable(String actual) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.NOT_APPLICABLE;
        }
    }

    /**
     * The circumstances allow no verdict, in every attempt: this process stalled while it measured a time, or other
     * processes used the device while its memory was measured.
     *
     * @param actual what was measured, and what spoiled it
     * @param remedy what to do before the next attempt
     */
    record Inconclusive(String actual, String remedy) implements Verdict {
        /** The remedy for a measurement that a stall of this process spoiled. */
        public static final String OWN_STALL = "run again on a machine with less load";

        /** Creates the verdict on a measurement that a stall of this process spoiled. */
        public static Inconclusive byOwnStall(String actual) {
            return new Inconclusive(actual, OWN_STALL);
        }

        @Override
        public Kind kind() {
            return Kind.INCONCLUSIVE;
        }

        @Override
        public String hint(Check check) {
            return remedy;
        }
    }

    /**
     * The promise is broken, and the file of known deviations lists it.
     *
     * @param breach the verdict without the file
     * @param why the file's reason
     */
    record KnownDeviation(Verdict breach, String why) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.KNOWN_DEVIATION;
        }

        @Override
        public String actual() {
            return breach.actual();
        }

        @Override
        public String expected() {
            return breach.expected();
        }

        @Override
        public List<Evidence> evidence() {
            return breach.evidence();
        }

        @Override
        public String hint(Check check) {
            return "known: " + why;
        }
    }

    /**
     * The file of known deviations lists the check, but the promise is kept now, or the entry has expired: the entry
     * must go.
     *
     * @param actual what was observed
     */
    record FixedDeviation(String actual) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.FIXED_DEVIATION;
        }
    }
}
