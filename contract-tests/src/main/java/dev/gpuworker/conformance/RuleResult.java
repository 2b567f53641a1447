package dev.gpuworker.conformance;

import java.time.Duration;

/**
 * A rule and what it says.
 *
 * @param rule the rule
 * @param verdict what it says
 * @param millis how long its exercises took, milliseconds
 */
public record RuleResult(Rule rule, Verdict verdict, long millis) {
    /** Returns the same as reports know it, with what the worker wrote during the rule's exercises. */
    public Checked checked(String log) {
        return new Checked(rule.check(), verdict, Duration.ofMillis(millis), log);
    }
}
