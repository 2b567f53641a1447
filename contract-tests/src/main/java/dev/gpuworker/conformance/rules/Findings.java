package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns breaches into a verdict. */
final class Findings {
    /** If a worker breaks a promise everywhere, a few places are enough. */
    private static final int TOLD_MAX = 3;

    private Findings() {}

    /** Returns the verdict on a number of examined items; with no item there is no evidence. */
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
        String told = told(findings.stream().limit(TOLD_MAX).toList());
        String more = findings.size() > TOLD_MAX ? "; and " + (findings.size() - TOLD_MAX) + " more" : "";
        return new Verdict.Failed(
                expected,
                told + more,
                findings.stream().limit(TOLD_MAX).map(Finding::evidence).toList());
    }

    /** Writes each reason once, with all places where it was seen. */
    private static String told(List<Finding> findings) {
        Map<String, List<String>> placesByReason = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String place =
                    finding.evidence().exercise() + "/" + finding.evidence().role();
            boolean begins = finding.actual().startsWith(place + ": ");
            String reason = begins ? finding.actual().substring(place.length()) : finding.actual();
            placesByReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(begins ? place : "");
        }
        return placesByReason.entrySet().stream()
                .map(each ->
                        String.join(", ", each.getValue().stream().distinct().toList()) + each.getKey())
                .collect(Collectors.joining("; "));
    }
}
