package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.RawResponse;
import dev.gpuworker.client.StreamEvents;
import dev.gpuworker.real.preset.Prompt;
import dev.gpuworker.real.preset.TestJob;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.process.WorkerBinary;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerConfigBuilder;
import dev.gpuworker.real.process.WorkerExitedException;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.InferenceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness with a worker that speaks the dialect as built: the mock's own command line as a foreign binary. */
class AsBuiltHarnessTest {
    @TempDir
    private Path folder;

    @Test
    void jobsRunAndTheCallbackIsASignOfLife() throws IOException {
        try (WorkerHarness worker = start(asBuilt().build())) {
            EventStream stream = worker.execute(TestJob.of("job-1", Prompt.HAIKU, 20));
            List<InferenceEvent> events = StreamEvents.collectEvents(stream);

            StreamEvents.assertEventOrder(events);
            assertThat(StreamEvents.extractTokens(events)).isNotEmpty();
            assertThat(worker.health().status()).isEqualTo("healthy");
            assertThat(worker.health().vramBytesUsed()).isPositive();
            assertThat(worker.callback().orElseThrow().workerId())
                    .contains(worker.workerId().toString());
            assertThat(worker.callback().orElseThrow().uri()).contains("http://localhost:" + worker.port());
            assertThat(worker.callback().orElseThrow().after()).isLessThan(worker.readyAfter());
            assertThat(Files.readString(worker.artifacts().folder().resolve("metadata.json")))
                    .contains("\"dialect\" : \"as-built\"", "\"callback_after_ms\"");
        }
    }

    @Test
    void thereIsNoCancelAndSigtermIsASignal() throws IOException {
        try (WorkerHarness worker = start(asBuilt().build())) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> worker.cancel("job-1"))
                    .withMessageContaining("has no /cancel");

            StopReport report = worker.stop();

            assertThat(report.exit()).contains(new ExitStatus.Killed(15));
        }
    }

    @Test
    void theRawStreamHasTheBytesOfTheWire() throws IOException {
        try (WorkerHarness worker = start(asBuilt().build());
                RawResponse response = worker.executeRaw(TestJob.of("job-1", Prompt.SHORT, 3))) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Content-Type")).contains("text/event-stream");
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("data: {\"type\":\"started\",\"job_id\":\"job-1\"")
                    .doesNotContain("event:");
        }
    }

    @Test
    void aCallbackUrlOfTheUserIsPassedInPlaceOfOurs() throws IOException {
        WorkerConfig config = asBuilt()
                .arguments(List.of("--callback-url", "http://localhost:9999/ready"))
                .build();
        try (WorkerHarness worker = start(config)) {
            assertThat(worker.callback()).isEmpty();
            assertThat(worker.log().tailContains("\"ready\"")).isTrue();
        }
    }

    /** Without the dialect such a worker is given no URL, and says so. */
    @Test
    void theContractsDialectPassesNoCallbackUrl() throws IOException {
        WorkerConfig config = asBuilt().dialect(Dialect.CONTRACT).build();

        assertThatExceptionOfType(WorkerExitedException.class)
                .isThrownBy(() -> start(config))
                .withMessageContaining("--callback-url is required");
    }

    @Test
    void aDialectThatNobodyKnowsIsRefused() {
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> WorkerSettings.fromEnvironment()
                        .with(WorkerSettings.Setting.BINARY, "/bin/sh")
                        .with(WorkerSettings.Setting.MODEL, "mock:tiny")
                        .with(WorkerSettings.Setting.DIALECT, "asbuilt")
                        .workerConfig())
                .withMessageContaining("worker.dialect must be contract or as-built, but was 'asbuilt'");
    }

    private WorkerConfigBuilder asBuilt() throws IOException {
        return WorkerConfig.builder(new WorkerBinary(TestWorkers.mockBinary(folder)), "mock:qwen2.5-0.5b-instruct")
                .arguments(List.of("--dialect", "as-built"))
                .dialect(Dialect.AS_BUILT)
                .readyWithin(Duration.ofSeconds(60));
    }

    private WorkerHarness start(WorkerConfig config) {
        return WorkerHarness.start(
                config, TestArtifacts.create(folder.resolve("artifacts"), "as-built", "test"), VramMode.OFF);
    }
}
