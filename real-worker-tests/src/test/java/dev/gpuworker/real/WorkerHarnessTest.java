package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.StreamEvents;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.StopSignal;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerExitedException;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHarnessTest {
    private static final ExecuteRequest JOB =
            ExecuteRequest.builder("job-1", "Write a haiku").seed(42).build();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Ledger.in(folder).alive()).isEmpty();
    }

    @Test
    void aJobIsRunAndEverythingAboutItIsWrittenDown() throws IOException {
        TestArtifacts artifacts = artifacts();
        try (WorkerHarness worker = start("", artifacts)) {
            StreamRecord stream = worker.execute(JOB).collect();

            StreamEvents.assertEventOrder(stream.events());
            assertThat(stream.text()).isEqualTo("warp wakes");
            worker.outcome(null);
        }

        assertThat(lines(artifacts, "transcript.ndjson"))
                .extracting(line ->
                        line.path("kind").asText() + " " + line.path("event").asText())
                .containsExactly("request ", "frame started", "frame token", "frame token", "frame end", "end ");
        assertThat(lines(artifacts, "seeds.ndjson"))
                .singleElement()
                .hasToString("{\"job_id\":\"job-1\",\"seed\":42,\"chosen_by\":\"request\"}");
        assertThat(json(artifacts, "timings.json")
                        .path("timings")
                        .path(0)
                        .path("ttft_ms")
                        .asDouble())
                .isPositive();
        assertThat(json(artifacts, "metadata.json").path("outcome").asText()).isEqualTo("passed");
        assertThat(json(artifacts, "metadata.json").path("stop").path("signal").asText())
                .isEqualTo("TERM");
        assertThat(json(artifacts, "vram.json").path("unavailable").asText())
                .isEqualTo("this harness was started without watching device memory");
        assertThat(artifacts.folder().resolve("worker.log")).content().contains("startup");
    }

    @Test
    void aTranscriptHasTheRequestTheFramesWithTheirTimesAndTheEnd() throws IOException {
        TestArtifacts artifacts = artifacts();
        try (WorkerHarness worker = start("", artifacts)) {
            worker.execute(JOB).collect();
        }

        List<JsonNode> lines = lines(artifacts, "transcript.ndjson");
        assertThat(lines.get(0).path("body").path("prompt").asText()).isEqualTo("Write a haiku");
        assertThat(lines.get(2).path("data").path("t").asText()).isEqualTo("warp");
        assertThat(lines.get(2).path("at_ms").asDouble()).isPositive();
        assertThat(lines.get(5).path("ending").asText()).isEqualTo("COMPLETE");
    }

    @Test
    void aSeedThatTheWorkerChoseIsKept() throws IOException {
        TestArtifacts artifacts = artifacts();
        try (WorkerHarness worker = start("", artifacts)) {
            worker.execute(ExecuteRequest.of("job-2", "x")).collect();
        }

        assertThat(lines(artifacts, "seeds.ndjson"))
                .singleElement()
                .hasToString("{\"job_id\":\"job-2\",\"seed\":7,\"chosen_by\":\"worker\"}");
    }

    @Test
    void aStreamThatBreaksIsWrittenDownToo() throws IOException {
        TestArtifacts artifacts = artifacts();
        try (WorkerHarness worker = start("cut-stream", artifacts)) {
            assertThatExceptionOfType(WorkerClientException.class)
                    .isThrownBy(() -> worker.execute(JOB).collect());
        }

        assertThat(lines(artifacts, "transcript.ndjson"))
                .extracting(line -> line.path("kind").asText())
                .containsExactly("request", "frame", "frame", "end");
    }

    @Test
    void aJobThatHangsIsWrittenDownWhenTheWorkerIsEnded() throws IOException {
        TestArtifacts artifacts = artifacts();
        try (WorkerHarness worker = start("hold-stream", artifacts)) {
            EventStream stream = worker.execute(JOB);
            assertThat(stream.await(event -> event.type().equals("token"))).isPresent();
        }

        assertThat(lines(artifacts, "transcript.ndjson"))
                .extracting(line -> line.path("event").asText())
                .contains("started", "token");
        assertThat(json(artifacts, "timings.json").path("unrecorded").asInt()).isZero();
    }

    @Test
    void healthCancelAndIdentityAreAtHand() {
        try (WorkerHarness worker = start("", artifacts())) {
            assertThat(worker.health().workerId()).isEqualTo(worker.workerId().toString());
            assertThat(worker.cancel("job-1").jobId()).isEqualTo("job-1");
            assertThat(worker.baseUrl().getHost()).isEqualTo("127.0.0.1");
            assertThat(ProcessHandle.of(worker.pid())).isPresent();
            assertThat(worker.log().lastLines(5)).isNotEmpty();
            assertThat(worker.vram().unavailable()).contains("this harness was started without watching device memory");
            assertThat(worker.readyAfter()).isPositive();
        }
    }

    @Test
    void stopAndCloseCanBeCalledTwice() {
        WorkerHarness worker = start("ignore-term", artifacts());

        StopReport report = worker.stop();
        worker.close();
        worker.close();

        assertThat(report.signal()).isEqualTo(StopSignal.KILL);
        assertThat(worker.stopReport()).containsSame(report);
    }

    @Test
    void aWorkerThatDoesNotStartLeavesItsReasonInItsFolder() throws IOException {
        TestArtifacts artifacts = artifacts();

        assertThatExceptionOfType(WorkerExitedException.class).isThrownBy(() -> start("die-at-once", artifacts));

        JsonNode metadata = json(artifacts, "metadata.json");
        assertThat(metadata.path("outcome").asText()).isEqualTo("failed");
        assertThat(metadata.path("failure").asText()).contains("worker exited with code 3");
    }

    @Test
    void aFileThatCannotBeWrittenIsReportedAndTheWorkerIsGoneAllTheSame() throws IOException {
        TestArtifacts artifacts = artifacts();
        Files.createDirectory(artifacts.folder().resolve("transcript.ndjson"));
        WorkerHarness worker = start("", artifacts);
        worker.execute(JOB).collect();

        assertThatExceptionOfType(ArtifactsException.class)
                .isThrownBy(worker::close)
                .withMessageContaining("/transcript.ndjson: ")
                .withMessageEndingWith("see docs/real-worker.md#artifacts");
        assertThat(worker.stopReport()).isPresent();
        assertThat(json(artifacts, "metadata.json").has("stop")).isTrue();
    }

    @Test
    void aFolderThatCannotBeWrittenAnyMoreEndsTheWorkerThatWasStarted() throws IOException {
        TestArtifacts artifacts = artifacts();
        Path metadata = artifacts.folder().resolve("metadata.json");
        WorkerConfig config = TestWorkers.scripted(
                        folder,
                        "rm -f '" + metadata + "'; mkdir -p '" + metadata + "/full'",
                        "exec '" + TestWorkers.misbehavingBinary().path() + "' \"$@\"")
                .environment("LEDGER", Ledger.in(folder).file().toString())
                .build();

        assertThatExceptionOfType(ArtifactsException.class)
                .isThrownBy(() -> WorkerHarness.start(config, artifacts, VramMode.OFF))
                .withMessageContaining("metadata.json");
        assertThat(Ledger.in(folder).size()).isEqualTo(1);
        assertThat(Ledger.in(folder).alive()).isEmpty();
    }

    @Test
    void aClosedHarnessTakesNoJob() {
        WorkerHarness worker = start("", artifacts());
        worker.close();

        assertThatIllegalStateException().isThrownBy(() -> worker.execute(JOB)).withMessage("the client is closed");
    }

    private TestArtifacts artifacts() {
        return TestArtifacts.create(folder.resolve("artifacts"), "WorkerHarnessTest", "test");
    }

    private WorkerHarness start(String words, TestArtifacts artifacts) {
        WorkerConfig config = TestWorkers.misbehaving(Ledger.in(folder), words).build();
        return WorkerHarness.start(config, artifacts, VramMode.OFF);
    }

    private static JsonNode json(TestArtifacts artifacts, String name) throws IOException {
        return WireJson.tree(Files.readString(artifacts.folder().resolve(name)));
    }

    private static List<JsonNode> lines(TestArtifacts artifacts, String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(artifacts.folder().resolve(name))) {
            lines.add(WireJson.tree(line));
        }
        return lines;
    }
}
