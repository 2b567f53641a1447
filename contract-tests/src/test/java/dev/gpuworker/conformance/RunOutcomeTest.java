package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunOutcomeTest {
    private static final Verdict PASSED = new Verdict.Passed("fine");
    private static final Verdict INCONCLUSIVE = Verdict.Inconclusive.byOwnStall("late");
    private static final Verdict NOT_APPLICABLE = new Verdict.NotApplicable("lacks it");

    @Test
    void redWinsOverInconclusiveAndInconclusiveOverGreen() {
        Verdict red = new Verdict.CouldNotRun("no job started");

        assertThat(RunOutcome.of(List.of(PASSED, INCONCLUSIVE, red))).isEqualTo(RunOutcome.RED);
        assertThat(RunOutcome.of(List.of(PASSED, INCONCLUSIVE))).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(RunOutcome.of(List.of(PASSED, NOT_APPLICABLE))).isEqualTo(RunOutcome.GREEN);
    }

    @Test
    void runThatSaysNothingIsNotGreen() {
        assertThat(RunOutcome.of(List.of())).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(RunOutcome.of(List.of(NOT_APPLICABLE))).isEqualTo(RunOutcome.INCONCLUSIVE);
    }

    @Test
    void exitCodesAreThoseOfTheDocs() {
        assertThat(RunOutcome.GREEN.exitCode()).isZero();
        assertThat(RunOutcome.RED.exitCode()).isEqualTo(1);
        assertThat(RunOutcome.INCONCLUSIVE.exitCode()).isEqualTo(3);
    }
}
