package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.LevelRule.AfterJob;
import dev.gpuworker.real.vram.device.VramReading;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdicts that need no waiting: health agrees, level across jobs. */
class VramRulesTest {
    private static final long MIB = 1L << 20;
    private static final VramBaseline BASELINE = new VramBaseline(Collections.nCopies(10, 512 * MIB));
    private static final VramBaseline NOISY = new VramBaseline(List.of(0L, 100 * MIB, 0L));

    @Test
    void nothingIsJudgedOnANoisyCard() {
        assertThat(HealthRule.judge(NOISY, 0, 0, 0).kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(level(NOISY, 0, 0).kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void healthAgreesWithAndWithoutTheContext() {
        long rise = 4096 * MIB;

        assertThat(health(rise, rise)).isEqualTo(Kind.PASSED);
        assertThat(health(rise, rise - 512 * MIB)).isEqualTo(Kind.PASSED);
        assertThat(health(rise, rise + 2 * GRANULE)).isEqualTo(Kind.FAILED);
        assertThat(health(rise, rise - 800 * MIB)).isEqualTo(Kind.FAILED);
        assertThat(health(rise, 0)).isEqualTo(Kind.FAILED);
    }

    @Test
    void healthVerdictTellsTheDifference() {
        assertThat(HealthRule.judge(BASELINE, 1536 * MIB, 0, 512 * MIB).because())
                .isEqualTo("/health says 1073741824 bytes (1.0 GiB) less than the device shows for this worker");
    }

    @Test
    void sameLevelAfterEveryEndingPasses() {
        assertThat(level(BASELINE, 0, 0, 0, 0, 0, 0, 0, 0).kind()).isEqualTo(Kind.PASSED);
        assertThat(level(BASELINE, 0, 5, 0, 5, 0, 0, 0, 0).kind()).isEqualTo(Kind.PASSED);
    }

    @Test
    void riseAfterEveryCancelledJobFailsAndIsNamed() {
        VramVerdict verdict = level(BASELINE, 0, 0, 3, 3, 3, 3, 6, 6);

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
        assertThat(verdict.because()).endsWith("isn't given back: after 2 of 2 jobs \"cancelled\"");
        assertThat(verdict.text()).contains("in use after job 7 (cancelled): 549453824 bytes (524.0 MiB)");
    }

    @Test
    void oneOffStepIsAWarning() {
        VramVerdict verdict = level(BASELINE, 0, 4, 4, 4, 4, 4, 4, 4);

        assertThat(verdict.kind()).isEqualTo(Kind.WARNED);
        assertThat(verdict.because()).startsWith("a one-off step of 8388608 bytes (8.0 MiB)");
    }

    @Test
    void stepAtTheLastJobOfItsKindIsInconclusive() {
        VramVerdict verdict = level(BASELINE, 0, 0, 0, 0, 0, 0, 0, 4);

        assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(verdict.because()).endsWith("after 1 of 2 jobs \"client gone\"");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> ModelMemory.of(0))
                .hasMessage("weightsBytes must be at least 1 and kvCacheBytes at least 0, but were 0 and 0");
        assertThatThrownBy(() -> level(BASELINE, 0)).hasMessage("at least two jobs are needed, but there were 1");
        assertThatThrownBy(() -> new VramBaseline(List.of(1L)))
                .hasMessage("a baseline needs at least 3 readings, but got 1");
        assertThatThrownBy(() -> new VramReading(0, 0)).hasMessageContaining("free was 0 and total 0 bytes");
    }

    private static Kind health(long rise, long healthBytes) {
        return HealthRule.judge(BASELINE, BASELINE.usedBytes() + rise, healthBytes, 512 * MIB)
                .kind();
    }

    /** Jobs that end in turn finished, failed, cancelled, client gone; levels in granules above 512 MiB. */
    private static VramVerdict level(VramBaseline baseline, int... granules) {
        List<String> endings = List.of("finished", "failed", "cancelled", "client gone");
        return LevelRule.judge(
                baseline,
                IntStream.range(0, granules.length)
                        .mapToObj(i -> new AfterJob(endings.get(i % 4), 512 * MIB + granules[i] * GRANULE))
                        .toList());
    }
}
