package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    @Test
    void withoutVariablesItBehaves() {
        var good = Misbehaviour.of(Map.of("PATH", "/bin"));

        assertThat(good).hasToString("{}");
        assertThat(good.leakBytes("job-1", 0)).isZero();
        assertThat(good.weightsOnDevice(1000)).isEqualTo(1000);
        assertThat(good.stepBytes(3)).isZero();
    }

    @Test
    void readsEveryVariable() {
        var read = Misbehaviour.of(Map.of(
                "STANDIN_WEIGHTS", "1GiB",
                "STANDIN_WEIGHTS_OFF_DEVICE", "50",
                "STANDIN_LEAK", "4KiB",
                "STANDIN_STEP", "8MiB",
                "STANDIN_STEP_AT_JOB", "5",
                "STANDIN_LEAVE_CHILD", "64MiB",
                "STANDIN_EXIT_DELAY_MS", "700",
                "STANDIN_CRASH_BEFORE_READY", "exit:3",
                "STANDIN_OOM_AT_JOB", "2",
                "STANDIN_IGNORE_SIGTERM", "1"));

        assertThat(read.weightsBytes()).isEqualTo(1L << 30);
        assertThat(read.weightsOnDevice(1000)).isEqualTo(500);
        assertThat(read.leakBytes("any", 1000)).isEqualTo(4096);
        assertThat(read.stepBytes(5)).isEqualTo(8L << 20);
        assertThat(read.stepBytes(6)).isZero();
        assertThat(read.childBytes()).isEqualTo(64L << 20);
        assertThat(read.exitDelay()).isEqualTo(Duration.ofMillis(700));
        assertThat(read.crashBeforeReady()).isEqualTo("exit:3");
        assertThat(read.oomAtJob()).isEqualTo(2);
    }

    @Test
    void onlySomeJobsLeakAndOnlySoOften() {
        var read = Misbehaviour.of(
                Map.of("STANDIN_LEAK", "2MiB", "STANDIN_LEAK_JOBS", "cancelled", "STANDIN_LEAK_TIMES", "10"));

        assertThat(read.leakBytes("cancelled-4", 9)).isEqualTo(2L << 20);
        assertThat(read.leakBytes("cancelled-4", 10)).isZero();
        assertThat(read.leakBytes("finished-4", 0)).isZero();
    }

    @Test
    void misspeltVariableIsNotTakenForGoodBehaviour() {
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_LEEK", "2MiB")))
                .hasMessageStartingWith(
                        "unknown environment variable STANDIN_LEEK; the known ones are STANDIN_WEIGHTS STANDIN_WEIGHTS_OFF_DEVICE");
    }

    @Test
    void valuesWithoutUnitOrSenseAreNamed() {
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_LEAK", "2")))
                .hasMessage("STANDIN_LEAK must be a size with its unit, such as 2MiB, but was \"2\"");
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_OOM_AT_JOB", "first")))
                .hasMessage("STANDIN_OOM_AT_JOB must be a whole number, but was \"first\"");
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_WEIGHTS_OFF_DEVICE", "101")))
                .hasMessage("STANDIN_WEIGHTS_OFF_DEVICE must be a whole number from 0 to 100, but was \"101\"");
        assertThatThrownBy(() -> Misbehaviour.of(Map.of("STANDIN_CRASH_BEFORE_READY", "boom")))
                .hasMessage("STANDIN_CRASH_BEFORE_READY must be exit:<code> or kill, but was \"boom\"");
    }
}
