package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.StreamEvents;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.real.model.Quantization;
import dev.gpuworker.real.model.TinyGguf;
import dev.gpuworker.real.model.TinyGguf.Architecture;
import dev.gpuworker.real.model.TinyGgufShape;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.StopSignal;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.process.WorkerBinary;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerConfigBuilder;
import dev.gpuworker.real.process.WorkerExitedException;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the mock's own command line as a foreign binary. */
class MockAsRealWorkerTest {
    @TempDir
    private Path folder;

    @Test
    void aJobRunsOnATinyModelAndTheWorkerEndsOnSigtermWithCodeZero() throws IOException {
        Path model = new TinyGguf(Architecture.QWEN2, Quantization.Q4_0, TinyGgufShape.DEFAULT, 1)
                .write(folder.resolve("tiny model.gguf"));

        try (WorkerHarness worker = start(config(model.toString()).build())) {
            HealthResponse health = worker.health();
            StreamRecord stream = worker.execute(ExecuteRequest.builder("job-1", "Write a haiku")
                            .maxTokens(20)
                            .seed(42)
                            .build())
                    .collect();
            StopReport report = worker.stop();

            assertThat(health.workerId()).isEqualTo(worker.workerId().toString());
            assertThat(health.quantKind()).isEqualTo("Q4_0");
            assertThat(health.vocabSize()).isEqualTo(320);
            assertThat(health.contextLength()).isEqualTo(512);
            StreamEvents.assertEventOrder(stream.events());
            assertThat(report.signal()).isEqualTo(StopSignal.TERM);
            assertThat(report.exit()).contains(new ExitStatus.Exited(0));
            assertThat(report.isClean()).isTrue();
        }
    }

    @Test
    void aRunningJobIsCancelled() throws IOException {
        Path held = Files.writeString(folder.resolve("held.yaml"), """
                version: 1
                scenarios:
                  - name: held
                    stream:
                      - started: {}
                      - token: x
                      - hold: go
                      - end: {}
                """);
        WorkerConfig config = config("mock:qwen2.5-0.5b-instruct")
                .arguments(List.of("--scenario", held.toString()))
                .build();
        try (WorkerHarness worker = start(config)) {
            EventStream stream = worker.execute(ExecuteRequest.builder("job-1", "Write a novel")
                    .maxTokens(2048)
                    .build());
            assertThat(stream.await(InferenceEvent.Token.class::isInstance)).isPresent();

            worker.cancel("job-1");

            assertThat(stream.collect().terminal())
                    .isInstanceOfSatisfying(
                            InferenceEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("CANCELLED"));
        }
    }

    @Test
    void aModelThatIsMissingExitsWithOneAndAWrongArgumentWithTwo() throws IOException {
        WorkerConfig noModel = config("/no/such/model.gguf").build();
        WorkerConfig wrongArgument = config("mock:qwen2.5-0.5b-instruct")
                .arguments(List.of("--frobnicate"))
                .build();

        assertThatExceptionOfType(WorkerExitedException.class)
                .isThrownBy(() -> start(noModel))
                .satisfies(e -> assertThat(e.code()).isEqualTo(1))
                .withMessageContaining("MODEL_LOAD_FAILED");
        assertThatExceptionOfType(WorkerExitedException.class)
                .isThrownBy(() -> start(wrongArgument))
                .satisfies(e -> assertThat(e.code()).isEqualTo(2))
                .withMessageContaining("frobnicate");
    }

    private WorkerHarness start(WorkerConfig config) {
        return WorkerHarness.start(
                config, TestArtifacts.create(folder.resolve("artifacts"), "mock", "test"), VramMode.OFF);
    }

    private WorkerConfigBuilder config(String model) throws IOException {
        return WorkerConfig.builder(new WorkerBinary(TestWorkers.mockBinary(folder)), model)
                .readyWithin(Duration.ofSeconds(60));
    }
}
