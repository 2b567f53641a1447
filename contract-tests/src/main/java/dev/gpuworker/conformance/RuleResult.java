package dev.gpuworker.conformance;

/**
 * A rule and what it says.
 *
 * @param rule the rule
 * @param verdict what it says
 * @param millis how long its exercises took, milliseconds
 */
public record RuleResult(Rule rule, Verdict verdict, long millis) {}
