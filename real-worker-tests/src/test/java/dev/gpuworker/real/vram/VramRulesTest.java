package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.VramReading;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdicts that need no waiting: health agrees. */
class VramRulesTest {
    private static final long MIB = 1L << 20;
    private static final VramBaseline BASELINE = new VramBaseline(Collections.nCopies(10, 512 * MIB));
    private static final VramBaseline NOISY = new VramBaseline(List.of(0L, 100 * MIB, 0L));

    @Test
    void nothingIsJudgedOnANoisyCard() {
        assertThat(HealthRule.judge(NOISY, 0, 0, 0).kind()).isEqualTo(Kind.INCONCLUSIVE);
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
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> ModelMemory.of(0))
                .hasMessage("weightsBytes must be at least 1 and kvCacheBytes at least 0, but were 0 and 0");
        assertThatThrownBy(() -> new VramBaseline(List.of(1L)))
                .hasMessage("a baseline needs at least 3 readings, but got 1");
        assertThatThrownBy(() -> new VramReading(0, 0)).hasMessageContaining("free was 0 and total 0 bytes");
    }

    private static Kind health(long rise, long healthBytes) {
        return HealthRule.judge(BASELINE, BASELINE.usedBytes() + rise, healthBytes, 512 * MIB)
                .kind();
    }
}
