package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class ResidualProcedureTest {
    private static final long BASELINE = 256 * GRANULE;

    @Test
    void quickReturnPasses() throws Exception {
        VramVerdict verdict = await(millis -> BASELINE);

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(verdict.because())
                .isEqualTo("memory in use was back at the baseline 0 ms after the process had gone");
    }

    @Test
    void timeIsThatOfTheFirstReadingAtTheBaseline() throws Exception {
        VramVerdict verdict = await(millis -> millis < 700 ? BASELINE + 2000 * GRANULE : BASELINE);

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(verdict.evidence().get(4)).satisfies(time -> {
            assertThat(time.unit()).isEqualTo("ms");
            assertThat(time.value()).isBetween(700L, 1200L);
        });
    }

    @Test
    void slowReturnIsAWarning() throws Exception {
        VramVerdict verdict = await(millis -> millis < 12_000 ? BASELINE + 2 * GRANULE : BASELINE);

        assertThat(verdict.kind()).isEqualTo(Kind.WARNED);
        assertThat(verdict.isGreen()).isTrue();
    }

    @Test
    void oneGoodReadingIsNotEnough() throws Exception {
        VramVerdict verdict = await(millis -> millis == 0 ? BASELINE : BASELINE + 2 * GRANULE);

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void residualWithinTheToleranceIsNone() throws Exception {
        assertThat(await(millis -> BASELINE + GRANULE).kind()).isEqualTo(Kind.PASSED);
        assertThat(await(millis -> BASELINE + GRANULE + 1).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void residualIsToldInBytesAfterAMinute() throws Exception {
        var device = new SimulatedDevice(millis -> BASELINE + 32 * GRANULE);

        VramVerdict verdict = new ResidualProcedure(device.meter(), baseline()).await();

        assertThat(device.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(device.readings()).isLessThan(130);
        assertThat(verdict.text())
                .startsWith(
                        "failed V-103 Memory in use is back at the baseline after the worker's exit.\n  actual: 67108864 bytes (64.0 MiB) are still in use 60 s after")
                .contains(
                        "expected: at most 2097152 bytes (2.0 MiB) above the baseline within 60 s",
                        "residual: 67108864 bytes")
                .endsWith("see docs/real-worker.md#vram-not-back");
    }

    @Test
    void lessThanTheBaselineIsInconclusive() throws Exception {
        assertThat(await(millis -> BASELINE - 2 * GRANULE).kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void noisyBaselineIsInconclusiveAtOnce() throws Exception {
        var device = new SimulatedDevice(millis -> BASELINE);
        var noisy = new VramBaseline(List.of(0L, 9 * GRANULE, 0L));

        assertThat(new ResidualProcedure(device.meter(), noisy).await().kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(device.readings()).isZero();
    }

    private static VramVerdict await(LongUnaryOperator usedBytesAtMillis) throws InterruptedException {
        var device = new SimulatedDevice(usedBytesAtMillis);
        return new ResidualProcedure(device.meter(), baseline()).await();
    }

    private static VramBaseline baseline() {
        return new VramBaseline(Collections.nCopies(10, BASELINE));
    }
}
