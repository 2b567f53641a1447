package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns breaches into a verdict. */
final class Findings {
    /** Streams that have tokens; a worker whose jobs end at once has none. */
    static final String STREAMS_WITH_TOKEN = "streams with token";

    /** Jobs that ended because of max_tokens; a worker whose jobs end at once has none. */
    static final String JOBS_AT_LIMIT = "jobs that ended at max_tokens";

    private static final Set<String> NEED_TEXT = Set.of(STREAMS_WITH_TOKEN, JOBS_AT_LIMIT);

    /** If a worker breaks a promise everywhere, a few places are enough. */
    private static final int TOLD_MAX = 3;

    private Findings() {}

    /** Returns the verdict on a number of examined items; with no item there is no evidence. */
    static Verdict verdict(String expected, int lookedAt, String things, List<Finding> findings) {
        if (lookedAt == 0) {
            String nothing = "no " + things + " to judge";
            throw NEED_TEXT.contains(things)
                    ? MissingPrerequisiteException.tooSoon(nothing)
                    : new MissingPrerequisiteException(nothing);
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
