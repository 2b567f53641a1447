package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.Verdict.Kind;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeakProcedureTest {
    private final AtomicLong usedBytes = new AtomicLong(100 * GRANULE);
    private final AtomicLong requests = new AtomicLong();
    private final SimulatedDevice device = new SimulatedDevice(millis -> usedBytes.get());

    @Test
    void healthyWorkerNeedsSixBatches() throws Exception {
        VramVerdict verdict = new LeakProcedure(device.meter(), 50).run(this::countOnly);

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(requests).hasValue(300);
    }

    @Test
    void leakIsFoundAfterTwentyBatches() throws Exception {
        VramVerdict verdict = new LeakProcedure(device.meter(), 10).run(count -> {
            requests.addAndGet(count);
            usedBytes.addAndGet(GRANULE);
        });

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
        assertThat(verdict.evidence()).contains(new Evidence("slope", GRANULE / 10, "bytes/request"));
        assertThat(requests).hasValue(200);
    }

    @Test
    void noisyCardGivesNoVerdictAndCostsNoRequest() throws Exception {
        var noisy = new SimulatedDevice(millis -> millis % 200 == 0 ? 0 : 9 * GRANULE);

        VramVerdict verdict = new LeakProcedure(noisy.meter(), 10).run(this::countOnly);

        assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(verdict.text())
                .endsWith("see docs/real-worker.md#card-not-quiet")
                .contains("swings while nothing of ours runs", "swing at rest: 18874368 bytes (18.0 MiB)");
        assertThat(requests).hasValue(0);
    }

    @Test
    void memoryLostAtEachRestartIsFoundInBytesPerRestart() throws Exception {
        VramVerdict verdict = LeakProcedure.overRestarts(device.meter()).run(count -> usedBytes.addAndGet(GRANULE));

        assertThat(verdict.because())
                .isEqualTo("memory in use grows by about 2097152 bytes per restart (p = 4.1e-19) over 20 restarts");
        assertThat(verdict.evidence()).contains(new Evidence("slope", GRANULE, "bytes/restart"));
        assertThat(verdict.text()).contains("in use after 20 restarts: ");
    }

    @Test
    void sixRestartsWithoutLossAreEnough() throws Exception {
        VramVerdict verdict = LeakProcedure.overRestarts(device.meter()).run(this::countOnly);

        assertThat(verdict.because()).isEqualTo("memory in use was level in the last 6 readings, after 6 restarts");
        assertThat(requests).hasValue(6);
    }

    @Test
    void failedBatchLeavesNoVerdict() {
        assertThatThrownBy(() -> new LeakProcedure(device.meter(), 1).run(count -> {
                    throw new IOException("worker died");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("worker died");
    }

    @Test
    void batchWithoutRequestsIsRefused() {
        assertThatThrownBy(() -> new LeakProcedure(device.meter(), 0))
                .hasMessage("requestsPerBatch must be at least 1, but was 0");
    }

    private void countOnly(int count) {
        requests.addAndGet(count);
    }
}
