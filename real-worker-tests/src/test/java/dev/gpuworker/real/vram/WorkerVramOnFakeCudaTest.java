package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocation;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plays a worker's life on the fake device; this JVM's own allocations act as the worker's. */
@Tag("fake-cuda")
class WorkerVramOnFakeCudaTest {
    private static final long MIB = 1L << 20;
    private static final long WEIGHTS = 1024 * MIB;

    private final List<DeviceAllocation> held = new ArrayList<>();
    private DeviceAllocator worker;
    private WorkerVram vram;

    @BeforeEach
    void open() throws Exception {
        FakeCuda.loadIntoThisJvm();
        worker = Cuda.openAllocator(0);
        vram = WorkerVram.open(Cuda.openAllocator(0), new NvidiaSmi("/no/such/nvidia-smi", Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() {
        vram.close();
        held.forEach(DeviceAllocation::close);
        worker.close();
    }

    @Test
    void goodWorkerIsGreen() throws Exception {
        VramReport report = life(WEIGHTS, WEIGHTS, 0);

        assertThat(report.verdicts()).extracting(VramVerdict::kind).containsOnly(Verdict.Kind.PASSED);
        assertThat(report.verdicts())
                .extracting(VramVerdict::check)
                .containsExactly(
                        VramCheck.LOADED,
                        VramCheck.HEALTH_AGREES,
                        VramCheck.LEVEL_ACROSS_JOBS,
                        VramCheck.BACK_AT_BASELINE);
        assertThat(report.outcome()).isEqualTo(RunOutcome.GREEN);
    }

    @Test
    void timelineHasAPhaseForEveryTurn() throws Exception {
        VramTimeline timeline = life(WEIGHTS, WEIGHTS, 0).timeline();

        assertThat(timeline.phases())
                .extracting(VramPhase::kind)
                .startsWith(Kind.BASELINE, Kind.STARTED, Kind.JOB, Kind.JOB)
                .endsWith(Kind.JOB, Kind.STOPPED)
                .hasSize(2 + 2 * 7 + 1);
        assertThat(timeline.highWaterMarkBytes())
                .isGreaterThanOrEqualTo(timeline.baseline().usedBytes() + WEIGHTS);
    }

    @Test
    void workerThatLoadsNothingIsRed() throws Exception {
        assertThat(red(life(0, 0, 0))).containsExactly(VramCheck.LOADED);
    }

    @Test
    void healthThatInventsANumberIsRed() throws Exception {
        assertThat(red(life(WEIGHTS, 3 * WEIGHTS, 0))).containsExactly(VramCheck.HEALTH_AGREES);
    }

    @Test
    void leakAcrossJobsIsRed() throws Exception {
        assertThat(red(life(WEIGHTS, WEIGHTS, 4 * MIB))).containsExactly(VramCheck.LEVEL_ACROSS_JOBS);
    }

    @Test
    void reportBecomesJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(VramJson.write(life(WEIGHTS, WEIGHTS, 0)));

        assertThat(json.at("/device/name").asText()).startsWith("FAKE");
        assertThat(json.at("/baseline/tolerance_bytes").asLong()).isEqualTo(2 * MIB);
        assertThat(json.at("/phases/1/kind").asText()).isEqualTo("started");
        assertThat(json.at("/verdicts/0/verdict").asText()).isEqualTo("passed");
        assertThat(json.at("/verdicts/0/evidence/4/value").asLong()).isEqualTo(WEIGHTS);
        assertThat(json.at("/samples").size()).isPositive();
    }

    private VramReport life(long loadedBytes, long healthBytes, long leakBytesPerJob) throws InterruptedException {
        vram.starting();
        if (loadedBytes > 0) {
            held.add(worker.allocate(worker.contextCostBytes())); // stands in for the context of another process
            held.add(worker.allocate(loadedBytes));
        }
        vram.ready(ModelMemory.of(WEIGHTS), healthBytes, Optional.empty());
        for (String ending : List.of(JobEndings.FINISHED, JobEndings.CANCELLED)) {
            vram.jobs(ending, Duration.ofSeconds(10), count -> {
                for (int job = 0; job < count; job++) {
                    worker.allocate(64 * MIB).close();
                    if (leakBytesPerJob > 0) {
                        held.add(worker.allocate(leakBytesPerJob));
                    }
                }
            });
        }
        vram.stopping();
        held.forEach(DeviceAllocation::close);
        vram.gone();
        return vram.report();
    }

    private static List<VramCheck> red(VramReport report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.isGreen())
                .map(VramVerdict::check)
                .toList();
    }
}
