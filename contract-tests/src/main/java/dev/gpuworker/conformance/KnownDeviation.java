package dev.gpuworker.conformance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A breach that is known and tolerated for a while. Immutable.
 *
 * @param check id of the check that finds it
 * @param outcome what comes of the check
 * @param worker which worker breaks it, as text for people
 * @param expires the last day on which it is tolerated
 * @param why the reason, as text for people
 */
public record KnownDeviation(String check, Outcome outcome, String worker, LocalDate expires, String why) {
    /** What comes of a check that is listed. */
    public enum Outcome {
        /** It is judged, and broken: {@code failed} or {@code warned}. A pass means that the entry must go. */
        FAILS,
        /** It is {@code could-not-run}: the worker can't be brought to it. A pass means that the entry must go. */
        COULD_NOT_RUN,
        /**
         * It fails or could not run, which hangs on the worker's speed and on the load of the machine. So neither a
         * pass nor an {@code inconclusive} says anything about the entry.
         */
        EITHER;

        /** Returns the word in a file: {@code fails}, {@code could-not-run} or {@code either}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Outcome> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }

        private boolean covers(Verdict.Kind kind) {
            return switch (kind) {
                case FAILED, WARNED -> this != COULD_NOT_RUN;
                case COULD_NOT_RUN -> this != FAILS;
                case INCONCLUSIVE -> this == EITHER;
                case PASSED, NOT_APPLICABLE, KNOWN_DEVIATION, FIXED_DEVIATION -> false;
            };
        }
    }

    /** Applies this entry to a verdict on a day. */
    Verdict applyTo(Verdict verdict, LocalDate today) {
        if (verdict instanceof Verdict.Passed passed && outcome != Outcome.EITHER) {
            return new Verdict.FixedDeviation(
                    "kept: " + passed.actual() + "; the entry of " + worker + " must go (" + why + ")");
        }
        if (!outcome.covers(verdict.kind())) {
            return otherThanListed(verdict);
        }
        return today.isAfter(expires)
                ? new Verdict.FixedDeviation("the entry of " + worker + " expired on " + expires + ", but still: "
                        + verdict.actual() + " (" + why + ")")
                : new Verdict.KnownDeviation(verdict, why);
    }

    /** A check that failed where it is known not to run, or the other way round, stays what it is and says so. */
    private Verdict otherThanListed(Verdict verdict) {
        String listed = "; the entry of " + worker + " says " + outcome.word();
        if (verdict instanceof Verdict.Failed failed) {
            return new Verdict.Failed(failed.expected(), failed.actual() + listed, failed.evidence());
        }
        if (verdict instanceof Verdict.CouldNotRun couldNotRun) {
            return new Verdict.CouldNotRun(couldNotRun.actual() + listed);
        }
        return verdict;
    }
}
