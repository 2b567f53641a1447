package dev.gpuworker.conformance;

import java.time.Duration;

/**
 * A rule and its verdict.
 *
 * @param rule the rule
 * @param verdict its verdict
 * @param millis how long its exercises took, milliseconds
 */
public record RuleResult(Rule rule, Verdict verdict, long millis) {
    /** Returns this result for a report, with what the worker logged during the rule's exercises. */
    public Checked checked(String log) {
        return new Checked(rule.check(), verdict, Duration.ofMillis(millis), log);
    }
}
