package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<Integer> attempts = new ArrayList<>();

    @Test
    void measuresAgainUntilThereIsAVerdict() throws InterruptedException {
        RunOutcome last = measure(3, RunOutcome.INCONCLUSIVE, RunOutcome.INCONCLUSIVE, RunOutcome.GREEN);

        assertThat(last).isEqualTo(RunOutcome.GREEN);
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    @Test
    void staysInconclusiveWhenTheAttemptsAreUsedUp() throws InterruptedException {
        RunOutcome last = measure(2, RunOutcome.INCONCLUSIVE, RunOutcome.INCONCLUSIVE, RunOutcome.GREEN);

        assertThat(last).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void redIsAVerdict() throws InterruptedException {
        assertThat(measure(3, RunOutcome.RED)).isEqualTo(RunOutcome.RED);
        assertThat(attempts).containsExactly(1);
    }

    private RunOutcome measure(int most, RunOutcome... outcomes) throws InterruptedException {
        return Attempts.untilConclusive(most, outcome -> outcome, attempt -> {
            attempts.add(attempt);
            return outcomes[attempt - 1];
        });
    }
}
