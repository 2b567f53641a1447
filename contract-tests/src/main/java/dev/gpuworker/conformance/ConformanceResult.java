package dev.gpuworker.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What a run found. Immutable.
 *
 * @param results one per rule, in the order of the rulebook
 * @param recording the evidence
 */
public record ConformanceResult(List<RuleResult> results, Recording recording) {
    /** Copies the list. */
    public ConformanceResult {
        results = List.copyOf(results);
    }

    /** Judges a recording, fresh or read from files. */
    public static ConformanceResult judge(Rulebook rulebook, Recording recording) {
        return new ConformanceResult(
                rulebook.rules().stream()
                        .map(rule -> new RuleResult(rule, rule.verdict(recording), millis(rule, recording)))
                        .toList(),
                recording);
    }

    private static long millis(Rule rule, Recording recording) {
        return recording.records().stream()
                .filter(made -> rule.exercises().stream()
                        .anyMatch(exercise -> exercise.name().equals(made.exercise())))
                .mapToLong(made -> TimeUnit.NANOSECONDS.toMillis(made.durationNanos()))
                .sum();
    }

    /**
     * Returns the results for people to read: what failed comes first, for what could not run is often its consequence.
     */
    public List<RuleResult> failedFirst() {
        return results.stream()
                .sorted(Comparator.comparing(result -> !(result.verdict() instanceof Verdict.Failed)))
                .toList();
    }

    /** Returns how many rules there are of each verdict's word. */
    public Map<String, Long> counts() {
        return results.stream()
                .collect(Collectors.groupingBy(result -> result.verdict().word(), TreeMap::new, Collectors.counting()));
    }

    /** Tells whether something binding is broken, unknown, or no longer as the file of known deviations says. */
    public boolean isRed() {
        return results.stream().anyMatch(result -> result.verdict().isRed());
    }

    /** Tells whether our own process stalled too often to say something of a rule. */
    public boolean isInconclusive() {
        return results.stream().anyMatch(result -> result.verdict() instanceof Verdict.Inconclusive);
    }

    /** Returns the verdict on the rule with this id. */
    public Verdict verdict(String id) {
        return results.stream()
                .filter(result -> result.rule().id().equals(id))
                .map(RuleResult::verdict)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule " + id + " in this run"));
    }
}
