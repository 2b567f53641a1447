package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.EventStream;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.vram.VramPhase;
import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.VramTimeline;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocation;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fake-cuda")
class HarnessVramOnFakeCudaTest {
    private static final long MIB = 1L << 20;

    @TempDir
    private Path folder;

    @BeforeEach
    void load() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void memoryIsReadBeforeTheStartWhenReadyAfterEachJobAndAfterTheEnd() throws IOException {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");
        WorkerHarness worker = start("", artifacts);
        worker.execute(ExecuteRequest.of("job-1", "x")).collect();
        await().until(() -> phases(worker, Kind.JOB) == 1);
        worker.execute(ExecuteRequest.of("job-2", "x")).collect();
        worker.close();

        VramTimeline timeline = worker.vram().timeline().orElseThrow();
        assertThat(timeline.phases())
                .extracting(VramPhase::kind)
                .containsExactly(Kind.BASELINE, Kind.STARTED, Kind.JOB, Kind.JOB, Kind.STOPPED);
        assertThat(worker.vram().backAtBaseline().orElseThrow().kind()).isEqualTo(Verdict.Kind.PASSED);
        JsonNode json = WireJson.tree(Files.readString(artifacts.folder().resolve("vram.json")));
        assertThat(json.path("phases")).hasSize(5);
        assertThat(json.path("phases").path(2).path("name").asText()).isEqualTo("job 1 (job-1)");
        assertThat(json.path("back_at_baseline").path("verdict").asText()).isEqualTo("passed");
        assertThat(json.path("device").asText()).contains("FAKE");
    }

    @Test
    void theHighWaterMarkOfAJobIsSeen() throws Exception {
        try (WorkerHarness worker = start("hold-stream", TestArtifacts.create(folder, "group", "test"));
                DeviceAllocator device = Cuda.openAllocator(0)) {
            EventStream stream = worker.execute(ExecuteRequest.of("job-1", "x"));
            stream.awaitOpen();
            long before = worker.vram().usedBytes();
            try (DeviceAllocation cache = device.allocate(64 * MIB)) {
                assertThat(cache).isNotNull();
                await().until(() -> worker.vram().timeline().orElseThrow().samples().stream()
                        .anyMatch(sample -> sample.usedBytes() >= before + 64 * MIB));
            }
            stream.close();
            await().until(() -> phases(worker, Kind.JOB) == 1);

            VramPhase job =
                    worker.vram().timeline().orElseThrow().phases(Kind.JOB).get(0);
            assertThat(job.highWaterMarkBytes()).isGreaterThanOrEqualTo(before + 64 * MIB);
            assertThat(job.settledBytes()).isEqualTo(before);
        }
    }

    @Test
    void jobsAtTheSameTimeShareAPhase() {
        try (WorkerHarness worker = start("", TestArtifacts.create(folder, "group", "test"))) {
            EventStream first = worker.execute(ExecuteRequest.of("job-1", "x"));
            EventStream second = worker.execute(ExecuteRequest.of("job-2", "x"));
            first.collect();
            second.collect();

            await().until(() -> phases(worker, Kind.JOB) >= 1);
            assertThat(worker.vram().unavailable()).isEmpty();
        }
    }

    private WorkerHarness start(String words, TestArtifacts artifacts) {
        return WorkerHarness.start(
                TestWorkers.misbehaving(Ledger.in(folder), words).build(), artifacts, VramMode.REQUIRED);
    }

    private static long phases(WorkerHarness worker, Kind kind) {
        return worker.vram().timeline().orElseThrow().phases(kind).size();
    }
}
