package dev.gpuworker.conformance;

import java.util.List;

/** What a rule says of a worker. */
public sealed interface Verdict {
    /** Returns the word by which reports name this kind of verdict. */
    String word();

    /** Returns what was observed or why nothing could be, in one line. */
    String actual();

    /** Tells whether this verdict makes a run red. */
    boolean isRed();

    /**
     * The promise was kept.
     *
     * @param actual what was observed, with every measured value
     */
    record Passed(String actual) implements Verdict {
        @Override
        public String word() {
            return "passed";
        }

        @Override
        public boolean isRed() {
            return false;
        }
    }

    /**
     * A promise that binds was broken.
     *
     * @param expected what should have been
     * @param actual what was
     * @param evidence where it shows, never empty for an exchange that was recorded
     */
    record Failed(String expected, String actual, List<Evidence> evidence) implements Verdict {
        /** Copies the list. */
        public Failed {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String word() {
            return "failed";
        }

        @Override
        public boolean isRed() {
            return true;
        }
    }

    /**
     * A recommendation was not followed.
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
        public String word() {
            return "warned";
        }

        @Override
        public boolean isRed() {
            return false;
        }
    }

    /**
     * A prerequisite was not reached, so nothing is known: red, never green.
     *
     * @param actual which prerequisite, and what happened instead
     */
    record CouldNotRun(String actual) implements Verdict {
        @Override
        public String word() {
            return "could-not-run";
        }

        @Override
        public boolean isRed() {
            return true;
        }
    }

    /**
     * The rule is about an optional capability that this worker does not have.
     *
     * @param actual which capability
     */
    record NotApplicable(String actual) implements Verdict {
        @Override
        public String word() {
            return "not-applicable";
        }

        @Override
        public boolean isRed() {
            return false;
        }
    }

    /**
     * Our own process stalled while time was measured, in every attempt.
     *
     * @param actual what was measured, and for how long we stalled
     */
    record Inconclusive(String actual) implements Verdict {
        @Override
        public String word() {
            return "inconclusive";
        }

        @Override
        public boolean isRed() {
            return false;
        }
    }

    /**
     * The rule is broken, and the file of known deviations says so.
     *
     * @param breach the verdict as it would be without the file
     * @param why the file's reason
     */
    record KnownDeviation(Verdict breach, String why) implements Verdict {
        @Override
        public String word() {
            return "known-deviation";
        }

        @Override
        public String actual() {
            return breach.actual();
        }

        @Override
        public boolean isRed() {
            return false;
        }
    }

    /**
     * The file of known deviations lists the rule, but it is kept now, or the entry has expired: the entry must go.
     *
     * @param actual what was observed
     */
    record FixedDeviation(String actual) implements Verdict {
        @Override
        public String word() {
            return "fixed-deviation";
        }

        @Override
        public boolean isRed() {
            return true;
        }
    }
}
