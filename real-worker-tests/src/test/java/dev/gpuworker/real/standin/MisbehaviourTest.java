package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    @Test
    void withoutVariablesItBehaves() {
        assertThat(Misbehaviour.of(Map.of("PATH", "/bin")))
                .isEqualTo(new Misbehaviour(0, 0, 0, 3, 0, Duration.ZERO, "", 0));
    }

    @Test
    void readsEveryVariable() {
        var read = Misbehaviour.of(Map.of(
                "STANDIN_WEIGHTS", "1GiB",
                "STANDIN_LEAK", "4KiB",
                "STANDIN_STEP", "8MiB",
                "STANDIN_STEP_AT_JOB", "5",
                "STANDIN_LEAVE_CHILD", "64MiB",
                "STANDIN_EXIT_DELAY_MS", "700",
                "STANDIN_CRASH_BEFORE_READY", "exit:3",
                "STANDIN_OOM_AT_JOB", "2",
                "STANDIN_IGNORE_SIGTERM", "1"));

        assertThat(read)
                .isEqualTo(
                        new Misbehaviour(1L << 30, 4096, 8L << 20, 5, 64L << 20, Duration.ofMillis(700), "exit:3", 2));
    }

    @Test
    void misspeltVariableIsNotTakenForGoodBehaviour() {
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_LEEK", "2MiB")))
                .hasMessageStartingWith(
                        "unknown environment variable STANDIN_LEEK; the known ones are STANDIN_WEIGHTS STANDIN_LEAK");
    }

    @Test
    void valuesWithoutUnitOrSenseAreNamed() {
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_LEAK", "2")))
                .hasMessage("STANDIN_LEAK must be a size with its unit, such as 2MiB, but was \"2\"");
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_OOM_AT_JOB", "first")))
                .hasMessage("STANDIN_OOM_AT_JOB must be a whole number, but was \"first\"");
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_CRASH_BEFORE_READY", "boom")))
                .hasMessage("STANDIN_CRASH_BEFORE_READY must be exit:<code> or kill, but was \"boom\"");
    }
}
