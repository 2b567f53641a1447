package dev.gpuworker.conformance;

import java.util.Collection;

/** The outcome of a whole run. Its exit code is the same in every tool; see docs/conformance.md#exit-codes. */
public enum RunOutcome {
    /** No binding promise is broken. */
    GREEN(ExitCode.GREEN),
    /** A binding promise is broken or could not be judged. */
    RED(ExitCode.RED),
    /** Nothing is red, but at least one verdict is inconclusive, or no check was applicable. */
    INCONCLUSIVE(ExitCode.NO_VERDICT);

    private final int exitCode;

    RunOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit code: 0, 1 or 3. */
    public int exitCode() {
        return exitCode;
    }

    /**
     * Returns the outcome of these verdicts. Red wins over inconclusive. A run in which no check was applicable proves
     * nothing, so it is inconclusive.
     */
    public static RunOutcome of(Collection<? extends Verdict> verdicts) {
        if (verdicts.stream().anyMatch(Verdict::isRed)) {
            return RED;
        }
        boolean saysSomething = verdicts.stream().anyMatch(verdict -> verdict.kind() != Verdict.Kind.NOT_APPLICABLE);
        boolean inconclusive =
                verdicts.stream().anyMatch(verdict -> verdict.kind().outcome() == INCONCLUSIVE);
        return saysSomething && !inconclusive ? GREEN : INCONCLUSIVE;
    }
}
