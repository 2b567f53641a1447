package dev.gpuworker.conformance;

import java.time.LocalDate;

/**
 * A breach that is known and tolerated for a while.
 *
 * @param rule id of the rule that is broken
 * @param worker which worker breaks it, for people
 * @param expires the last day on which it is tolerated
 * @param why the reason, for people
 */
public record KnownDeviation(String rule, String worker, LocalDate expires, String why) {
    /** Returns what a verdict becomes under this entry on a day. */
    Verdict applyTo(Verdict verdict, LocalDate today) {
        if (verdict instanceof Verdict.Passed passed) {
            return new Verdict.FixedDeviation(
                    "kept: " + passed.actual() + "; the entry of " + worker + " must go (" + why + ")");
        }
        boolean breach = verdict instanceof Verdict.Failed
                || verdict instanceof Verdict.Warned
                || verdict instanceof Verdict.CouldNotRun;
        if (!breach) {
            return verdict;
        }
        return today.isAfter(expires)
                ? new Verdict.FixedDeviation("the entry of " + worker + " expired on " + expires + ", but still: "
                        + verdict.actual() + " (" + why + ")")
                : new Verdict.KnownDeviation(verdict, why);
    }
}
