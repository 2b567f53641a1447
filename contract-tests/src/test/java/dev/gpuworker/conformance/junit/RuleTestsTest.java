package dev.gpuworker.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class RuleTestsTest {
    @Test
    void redVerdictFailsItsTestWithTheHint() {
        DynamicTest test = testOf(new Verdict.Failed("one end", "two ends", List.of()));

        assertThat(test.getDisplayName()).startsWith("W-208 Every stream has exactly one terminal event");
        assertThatThrownBy(test.getExecutable()::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: one end")
                .hasMessageContaining("actual:   two ends")
                .hasMessageContaining("Check every way in which a job can end");
    }

    @Test
    void greenVerdictPasses() throws Throwable {
        testOf(new Verdict.Passed("fine")).getExecutable().execute();
        testOf(new Verdict.NotApplicable("lacks it")).getExecutable().execute();
    }

    private static DynamicTest testOf(Verdict verdict) {
        Rule rule = WorkerRulebook.all().rule("W-208").orElseThrow();
        ConformanceResult result =
                new ConformanceResult(List.of(new RuleResult(rule, verdict, 1)), new Recording(List.of()));
        return RuleTests.of(result).findFirst().orElseThrow();
    }
}
