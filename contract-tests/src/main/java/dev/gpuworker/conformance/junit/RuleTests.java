package dev.gpuworker.conformance.junit;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Turns the result of a run into one test per rule.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     return RuleTests.of(ConformanceRun.of(worker, WorkerRulebook.all()).build().run());
 * }
 * }</pre>
 */
public final class RuleTests {
    private RuleTests() {}

    /** Returns one test per rule; it fails if the verdict is red or inconclusive. */
    public static Stream<DynamicTest> of(ConformanceResult result) {
        return result.results().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.rule().id() + " " + each.rule().title(), () -> require(each)));
    }

    private static void require(RuleResult each) {
        Verdict verdict = each.verdict();
        if (verdict.isRed() || verdict instanceof Verdict.Inconclusive) {
            String expected = verdict.expected().isEmpty() ? "" : "\nexpected: " + verdict.expected();
            throw new AssertionError(
                    each.rule().id() + " " + verdict.word() + ": " + each.rule().title() + expected + "\nactual:   "
                            + verdict.actual() + "\n" + verdict.hint(each.rule().check()));
        }
    }
}
