package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Verdict;
import java.util.List;

/** Turns breaches into a verdict. */
final class Findings {
    /** A worker that breaks a promise everywhere need not be told so everywhere. */
    private static final int TOLD_MAX = 3;

    private Findings() {}

    /** Returns the verdict on so many things looked at; none at all is no evidence of anything. */
    static Verdict verdict(String expected, int lookedAt, String things, List<Finding> findings) {
        if (lookedAt == 0) {
            throw new MissingPrerequisiteException("no " + things + " to judge");
        }
        if (findings.isEmpty()) {
            return new Verdict.Passed("held for " + lookedAt + " " + things);
        }
        return failed(expected, findings);
    }

    static Verdict failed(String expected, List<Finding> findings) {
        String told = String.join(
                "; ", findings.stream().limit(TOLD_MAX).map(Finding::actual).toList());
        String more = findings.size() > TOLD_MAX ? "; and " + (findings.size() - TOLD_MAX) + " more" : "";
        return new Verdict.Failed(
                expected,
                told + more,
                findings.stream().limit(TOLD_MAX).map(Finding::evidence).toList());
    }
}
