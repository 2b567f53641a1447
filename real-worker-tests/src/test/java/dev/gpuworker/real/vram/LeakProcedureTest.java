package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeakProcedureTest {
    private static final LeakPlan PLAN = new LeakPlan(10, GRANULE / 40, 200, LeakPlan.Per.REQUEST);

    private final AtomicLong usedBytes = new AtomicLong(100 * GRANULE);
    private final AtomicLong requests = new AtomicLong();
    private final SimulatedDevice device = new SimulatedDevice(millis -> usedBytes.get());

    @Test
    void healthyWorkerNeedsThePlannedRequests() throws Exception {
        VramVerdict verdict = new LeakProcedure(device.meter(), LeakPlan.forLeak(5 * 1024)).run(this::countOnly);

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(requests).hasValue(920);
        assertThat(verdict.text())
                .startsWith(
                        "passed V-104 Memory in use does not grow with the number of requests.\n  actual: memory in use"
                                + " was level over the last 10 batches of 92 requests; a leak of 5120 bytes per request would have"
                                + " been found in 99 of 100 runs with such readings, and a leak that isn't there in none of 400"
                                + " runs made of their noise\n")
                .contains(
                        "\n  expected: no growth, in readings that would have shown a leak of 5120 bytes (5.0 KiB) per"
                                + " request in 99 of 100 runs\n",
                        "\n  least leak found in 99 of 100 runs: 5120 bytes/request\n",
                        "\n  in use after 920 requests: ")
                .doesNotContain("see docs");
    }

    @Test
    void leakIsFoundAfterTwentyBatches() throws Exception {
        VramVerdict verdict = new LeakProcedure(device.meter(), PLAN).run(count -> {
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

        VramVerdict verdict = new LeakProcedure(noisy.meter(), PLAN).run(this::countOnly);

        assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(verdict.text())
                .endsWith("see docs/real-worker.md#card-not-quiet")
                .contains("swings while nothing of ours runs", "swing at rest: 18874368 bytes (18.0 MiB)");
        assertThat(requests).hasValue(0);
    }

    @Test
    void memoryLostAtEachRestartIsFoundInBytesPerRestart() throws Exception {
        VramVerdict verdict =
                new LeakProcedure(device.meter(), LeakPlan.forRestarts()).run(count -> usedBytes.addAndGet(GRANULE));

        assertThat(verdict.because())
                .startsWith("memory in use grows by about 2097152 bytes per restart over 20 restarts; a leak of ");
        assertThat(verdict.evidence()).contains(new Evidence("slope", GRANULE, "bytes/restart"));
        assertThat(verdict.text()).contains("in use after 20 restarts: ");
    }

    @Test
    void sixRestartsWithoutLossAreEnough() throws Exception {
        VramVerdict verdict = new LeakProcedure(device.meter(), LeakPlan.forRestarts()).run(this::countOnly);

        assertThat(verdict.because())
                .startsWith("memory in use was level over the last 6 restarts; a leak of 2097152 bytes per restart ");
        assertThat(requests).hasValue(6);
    }

    @Test
    void failedBatchLeavesNoVerdict() {
        assertThatThrownBy(() -> new LeakProcedure(device.meter(), PLAN).run(count -> {
                    throw new IOException("worker died");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("worker died");
    }

    @Test
    void memoryThatIsFreedSomewhatLateIsNoLeak() throws Exception {
        List<Long> ends = new ArrayList<>();
        var late = new SimulatedDevice(millis ->
                (100 + 8 * ends.stream().filter(end -> millis < end + 200).count()) * GRANULE);

        VramVerdict verdict = new LeakProcedure(late.meter(), PLAN)
                .run(count -> ends.add(late.elapsed().toMillis()));

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(ends).hasSizeLessThan(12);
    }

    @Test
    void longSeriesAreThinnedOut() throws Exception {
        var restless = new SimulatedDevice(millis -> millis / 100 % 2 * 5 * GRANULE);

        VramVerdict verdict = new LeakProcedure(restless.meter(), PLAN).run(this::countOnly);

        assertThat(verdict.evidence()).hasSizeLessThan(30);
    }

    private void countOnly(int count) {
        requests.addAndGet(count);
    }
}
