package dev.gpuworker.conformance;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The verdicts and the recording of a run. Immutable.
 *
 * @param results one per rule, in the order of the rulebook
 * @param recording the evidence
 */
public record ConformanceResult(List<RuleResult> results, Recording recording) {
    /** Copies the list. */
    public ConformanceResult {
        results = List.copyOf(results);
    }

    /** Judges a recording, made by a run or read from files. */
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

    /** Returns how many rules there are of each kind of verdict. */
    public VerdictCounts counts() {
        return VerdictCounts.of(verdicts());
    }

    /** Returns the outcome of the run. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts());
    }

    private List<Verdict> verdicts() {
        return results.stream().map(RuleResult::verdict).toList();
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
