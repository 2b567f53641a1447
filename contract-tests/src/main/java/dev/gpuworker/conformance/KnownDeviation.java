package dev.gpuworker.conformance;

import java.time.LocalDate;

/**
 * A breach that is known and tolerated for a while.
 *
 * @param check id of the check that finds it
 * @param worker which worker breaks it, for people
 * @param expires the last day on which it is tolerated
 * @param why the reason, for people
 */
public record KnownDeviation(String check, String worker, LocalDate expires, String why) {
    /** Returns what a verdict becomes under this entry on a day. */
    Verdict applyTo(Verdict verdict, LocalDate today) {
        if (verdict instanceof Verdict.Passed passed) {
            return new Verdict.FixedDeviation(
                    "kept: " + passed.actual() + "; the entry of " + worker + " must go (" + why + ")");
        }
        boolean breach = switch (verdict.kind()) {
            case FAILED, WARNED, COULD_NOT_RUN -> true;
            case PASSED, NOT_APPLICABLE, INCONCLUSIVE, KNOWN_DEVIATION, FIXED_DEVIATION -> false;
        };
        if (!breach) {
            return verdict;
        }
        return today.isAfter(expires)
                ? new Verdict.FixedDeviation("the entry of " + worker + " expired on " + expires + ", but still: "
                        + verdict.actual() + " (" + why + ")")
                : new Verdict.KnownDeviation(verdict, why);
    }
}
