package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InferenceEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client in the dialect as built, against bytes as section 6 of the contract's page shows them. */
@Timeout(60)
class AsBuiltClientTest {
    private static final String STARTED =
            "data: {\"type\":\"started\",\"job_id\":\"j1\",\"model\":\"model\",\"started_at\":\"0\"}\n\n";
    private static final String TOKEN = "data: {\"type\":\"token\",\"t\":\"Warps\",\"i\":0}\n\n";
    private static final String END =
            "data: {\"type\":\"end\",\"tokens_out\":1,\"decode_time_ms\":0,\"stop_reason\":\"MAX_TOKENS\"}\n\n";

    @Test
    void aStreamIsRead() {
        try (ByteServer server = ByteServer.streaming(STARTED, TOKEN, END);
                WorkerClient worker = client(server)) {
            StreamRecord stream =
                    worker.execute(ExecuteRequest.of("j1", "hello")).collect();

            StreamEvents.assertEventOrder(stream.events());
            assertThat(StreamEvents.extractTokens(stream.events())).containsExactly("Warps");
            assertThat(stream.events().get(0))
                    .isEqualTo(new InferenceEvent.Started("j1", "model", Instant.EPOCH, null));
        }
    }

    @Test
    void maxTokensIsSentBecauseThisWorkerRequiresIt() {
        try (ByteServer server = ByteServer.streaming(STARTED, END.replace(":1,", ":0,"));
                WorkerClient worker = client(server)) {
            worker.execute(ExecuteRequest.of("j1", "hello")).collect();
            worker.executeBody("{}").awaitTranscript();

            assertThat(server.peers().get(0).requestBody()).contains("\"max_tokens\":2048");
            assertThat(server.peers().get(1).requestBody()).isEqualTo("{}");
        }
    }

    @Test
    void aLoneErrorIsAWholeStreamThatNobodyPromisesToRepeat() {
        String error = "data: {\"type\":\"error\",\"code\":\"INFERENCE_FAILED\",\"message\":\"out of memory\"}\n\n";
        try (ByteServer server = ByteServer.streaming(error);
                WorkerClient worker = client(server)) {
            assertThat(worker.execute(ExecuteRequest.of("j1", "hello"))
                            .collect()
                            .events())
                    .containsExactly(new InferenceEvent.Failed("INFERENCE_FAILED", "out of memory", false));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`event: started\ndata: {}\n\n` | an event with an \"event:\" line",
                "`data: {\"t\":\"x\",\"i\":0}\n\n` | field \"type\" is missing",
                "`data: {\"type\":\"delta\"}\n\n` | an event of the unknown type \"delta\"",
                "`data: {\"type\":\"token\",\"t\":\"x\",\"i\":0}\n\n` | \"token\" before \"started\"",
                "`data: {\"type\":\"started\",\"job_id\":\"j\",\"model\":\"m\",\"started_at\":\"now\"}\n\n` |"
                        + " event \"started\": field \"started_at\" must be seconds",
                "`data: [DONE]\n\n` | its data is not one valid JSON document",
            })
    void whatThisDialectDoesNotHaveIsMalformed(String frame, String problem) {
        try (ByteServer server = ByteServer.streaming(frame);
                WorkerClient worker = client(server);
                EventStream stream = worker.execute(ExecuteRequest.of("j1", "hello"))) {
            assertThatExceptionOfType(MalformedEventException.class)
                    .isThrownBy(stream::collect)
                    .withMessageContaining(problem);
        }
    }

    @Test
    void healthHasTwoFieldsAndSaysThatTheOthersAreUnknown() {
        try (ByteServer server = new ByteServer(
                        peer -> peer.answer(200, "application/json", "{\"status\":\"healthy\",\"vram_bytes\":7}"));
                WorkerClient worker = client(server)) {
            HealthResponse health = worker.health();

            assertThat(health.status()).isEqualTo("healthy");
            assertThat(health.vramBytesUsed()).isEqualTo(7);
            assertThat(health.mock()).isNull();
            assertThatIllegalStateException()
                    .isThrownBy(health::resident)
                    .withMessage("resident is unknown: the worker as built in October 2025 reports only status and"
                            + " vram_bytes (docs/worker-api.md section 6, no. 5)");
        }
    }

    @Test
    void cancelShutdownAndMetricsSayThatThisWorkerHasNoneAndSendNothing() {
        try (ByteServer server = ByteServer.streaming();
                WorkerClient worker = client(server)) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> worker.cancel("j1"))
                    .withMessage("the worker as built in October 2025 has no /cancel (docs/worker-api.md section 6,"
                            + " no. 7), so nothing was sent; its jobs run to their end");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(worker::shutdown)
                    .withMessageContaining("has no /shutdown");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(worker::metrics)
                    .withMessageContaining("has no /metrics");
            assertThat(server.peers()).isEmpty();
        }
    }

    @Test
    void theFirstEventHasAsMuchTimeAsTheStream() {
        WorkerClientConfig defaults = WorkerClientConfig.defaults();

        assertThat(defaults.withDialect(Dialect.AS_BUILT).firstEvent()).isEqualTo(defaults.total());
        assertThat(defaults.withDialect(Dialect.CONTRACT).firstEvent()).isEqualTo(Duration.ofSeconds(60));
    }

    private static WorkerClient client(ByteServer server) {
        return new WorkerClient(server.url(), WorkerClientConfig.defaults().withDialect(Dialect.AS_BUILT));
    }
}
