package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Verdict;
import java.util.List;

/** What reports tell of a verdict, whatever its kind. */
final class VerdictTexts {
    private VerdictTexts() {}

    static String expected(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.expected();
        }
        if (verdict instanceof Verdict.Warned warned) {
            return warned.expected();
        }
        return verdict instanceof Verdict.KnownDeviation known ? expected(known.breach()) : "";
    }

    static List<Evidence> evidence(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.evidence();
        }
        if (verdict instanceof Verdict.Warned warned) {
            return warned.evidence();
        }
        return verdict instanceof Verdict.KnownDeviation known ? evidence(known.breach()) : List.of();
    }

    static boolean isPlain(Verdict verdict) {
        return verdict instanceof Verdict.Passed || verdict instanceof Verdict.NotApplicable;
    }
}
