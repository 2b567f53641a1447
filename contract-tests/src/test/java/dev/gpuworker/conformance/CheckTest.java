package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final List<String> IDS = List.of("M0-W-1300");

    @Test
    void refusesAnEmptyTitleAndAnEmptyHint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Check("W-101", Keyword.MUST, IDS, " ", "the log"))
                .withMessage("the check W-101 has no title: say what it promises");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Check("W-101", Keyword.MUST, IDS, "It works.", ""))
                .withMessage("the check W-101 has no hint: say where to look when it is broken");
    }

    @Test
    void refusesAnIdThatAListOfDeviationsCouldNotName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Check("W 101", Keyword.MUST, IDS, "It works.", "the log"))
                .withMessageContaining("\"W 101\"");
    }

    @Test
    void ruleRefusesToHaveNoExerciseAndNoRequirement() {
        Check check = new Check("W-101", Keyword.MUST, IDS, "It works.", "the log");
        Check without = new Check("W-101", Keyword.MUST, List.of(), "It works.", "the log");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(check, List.of(), "", Duration.ZERO, made -> new Verdict.Passed("")))
                .withMessage("the rule W-101 names no exercise, so it has nothing to judge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(without, List.of(), "", Duration.ZERO, made -> new Verdict.Passed("")))
                .withMessage("the rule W-101 names no requirement of the contract");
    }

    @Test
    void breachOfARecommendationIsAWarning() {
        Check must = new Check("P-203", Keyword.MUST, IDS, "It logs.", "the log");

        assertThat(must.broken("a line", "none", List.of()).kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(must.as(Keyword.SHOULD).broken("a line", "none", List.of()).kind())
                .isEqualTo(Verdict.Kind.WARNED);
    }
}
