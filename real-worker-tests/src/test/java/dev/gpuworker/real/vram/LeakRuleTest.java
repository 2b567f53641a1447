package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.Verdict.Kind;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LeakRuleTest {
    @Test
    void sixEqualReadingsAreLevel() {
        assertThat(LeakRule.judge(quiet(5, batch -> 0))).isEmpty();
        assertThat(LeakRule.judge(quiet(6, batch -> 0))).containsInstanceOf(LeakVerdict.Level.class);
    }

    @Test
    void oneOffStepIsNotALeak() {
        LeakSeries step = quiet(11, batch -> batch < 5 ? 0 : 4 * GRANULE);

        assertThat(LeakRule.judge(step)).containsInstanceOf(LeakVerdict.Level.class);
    }

    @Test
    void oneGranuleInFourBatchesIsALeak() {
        LeakVerdict verdict =
                LeakRule.judge(quiet(20, batch -> batch / 4 * GRANULE)).orElseThrow();

        assertThat(verdict).isInstanceOf(LeakVerdict.Leaking.class);
        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void leakIsToldInBytesPerRequestWithAllReadings() {
        VramVerdict verdict = LeakRule.judge(new LeakSeries(readings(20, batch -> batch * GRANULE), 50, 0))
                .orElseThrow()
                .toVerdict();

        assertThat(verdict.text())
                .startsWith(
                        "failed V-104 Memory in use does not grow with the number of requests.\n  actual: memory in use grows by about 41943 bytes per request (p = 4.1e-19)"
                                + " over 20 batches of 50 requests\n  expected: 6 readings in a row within 0 bytes\n"
                                + "  slope: 41943 bytes/request\n")
                .contains(
                        "  in use after 50 requests: 0 bytes\n",
                        "  in use after 1000 requests: 39845888 bytes (38.0 MiB)\n")
                .endsWith("see docs/real-worker.md#vram-leak");
    }

    @Test
    void noiseThatNeverRestsIsInconclusive() {
        LeakSeries zigzag = quiet(20, batch -> batch % 2 * GRANULE);

        assertThat(LeakRule.judge(zigzag)).containsInstanceOf(LeakVerdict.Unsettled.class);
        assertThat(LeakRule.judge(zigzag).orElseThrow().toVerdict().isGreen()).isFalse();
    }

    @Test
    void fallingMemoryIsNoLeak() {
        LeakSeries falling = quiet(20, batch -> (20 - batch) * GRANULE);

        assertThat(LeakRule.judge(falling)).containsInstanceOf(LeakVerdict.Unsettled.class);
    }

    @Test
    void growthWithinOneGranuleIsNoLeak() {
        LeakSeries creeping = quiet(20, batch -> batch * 4096);

        assertThat(LeakRule.judge(creeping)).containsInstanceOf(LeakVerdict.Unsettled.class);
    }

    @Test
    void levelStillTellsTheSlope() {
        VramVerdict verdict = LeakRule.judge(quiet(6, batch -> 0)).orElseThrow().toVerdict();

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(verdict.text()).contains("slope: 0 bytes/request").doesNotContain("see docs");
    }

    @Test
    void seriesWithoutRequestsIsRefused() {
        assertThatThrownBy(() -> new LeakSeries(List.of(), 0, 0))
                .hasMessage("requestsPerBatch must be at least 1 and noiseBytes at least 0, but were 0 and 0");
    }

    private static LeakSeries quiet(int batches, LongUnaryOperator usedBytes) {
        return new LeakSeries(readings(batches, usedBytes), 1, 0);
    }

    private static List<Long> readings(int batches, LongUnaryOperator usedBytes) {
        return LongStream.range(0, batches).map(usedBytes).boxed().toList();
    }
}
