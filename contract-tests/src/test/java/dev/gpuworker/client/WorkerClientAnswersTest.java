package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gpuworker.client.ByteServer.Script;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.HealthResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WorkerClientAnswersTest {
    private static final String HEALTH = "{\"status\":\"healthy\",\"resident\":true,\"quant_kind\":\"Q4_K_M\","
            + "\"vram_bytes_used\":17179869184,\"tokenizer_kind\":\"gguf-bpe\",\"vocab_size\":151936,"
            + "\"context_length\":null,\"uptime_seconds\":7,\"sm\":90,\"new_field\":1}";

    @Test
    void readsHealth() {
        with(json(200, HEALTH), worker -> {
            HealthResponse health = worker.health();

            assertThat(health.vramBytesUsed()).isEqualTo(17_179_869_184L);
            assertThat(health.contextLength()).isNull();
            assertThat(health.sm()).isEqualTo(90);
            assertThat(health.mock()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"healthy\" | \"fine\" | field \"status\" must be one of [healthy, unhealthy]",
                "true | \"yes\" | field \"resident\" must be a boolean, but is a string",
                "Q4_K_M | q8_0 | field \"quant_kind\" must be one of",
                "17179869184 | -1 | field \"vram_bytes_used\" must be within 0",
                "151936 | 0 | field \"vocab_size\" must be within 1",
                "\"context_length\":null, | '' | field \"context_length\" is missing",
                "\"sm\":90 | \"sm\":\"90\" | field \"sm\" must be an integer"
            })
    void tellsWhatIsWrongWithHealth(String was, String is, String problem) {
        with(
                json(200, HEALTH.replace(was, is)),
                worker -> assertThatThrownBy(worker::health)
                        .isInstanceOf(MalformedResponseException.class)
                        .hasMessageContaining(problem));
    }

    @Test
    void tellsWhenHealthIsNoJson() {
        with(
                json(200, "{"),
                worker -> assertThatThrownBy(worker::health)
                        .isInstanceOf(MalformedResponseException.class)
                        .hasMessageContaining("not one valid JSON document"));
        with(
                peer -> peer.answer(200, "text/html", HEALTH),
                worker -> assertThatThrownBy(worker::health)
                        .isInstanceOf(MalformedResponseException.class)
                        .hasMessageContaining("Content-Type \"text/html\", expected application/json"));
    }

    @Test
    void cancels() {
        Script script = peer -> {
            assertThat(peer.requestHead()).startsWith("POST /cancel ");
            assertThat(peer.requestBody()).isEqualTo("{\"job_id\":\"job-1\"}");
            peer.answer(202, "application/json", "{\"status\":\"cancelling\",\"job_id\":\"job-1\"}");
        };

        with(script, worker -> assertThat(worker.cancel("job-1")).isEqualTo(CancelResponse.of("job-1")));
    }

    @Test
    void asksForShutdown() {
        with(json(202, ""), worker -> assertThatCode(worker::shutdown).doesNotThrowAnyException());
        with(json(404, "{\"code\":\"INVALID_REQUEST\",\"message\":\"no such path\",\"retriable\":false}"), worker -> {
            HttpErrorException failure = catchThrowableOfType(HttpErrorException.class, worker::shutdown);

            assertThat(failure.status()).isEqualTo(404);
            assertThat(failure.workerMessage()).isEqualTo("no such path");
        });
    }

    @Test
    void readsMetrics() {
        with(
                peer -> peer.answer(200, "text/plain; version=0.0.4; charset=utf-8", "worker_vram_bytes 1\n"),
                worker -> assertThat(worker.metrics()).isEqualTo("worker_vram_bytes 1\n"));
    }

    @Test
    void sendsAnythingAndJudgesNothing() {
        Script script = peer -> {
            assertThat(peer.requestHead()).contains("DELETE /odd?x=1 ", "Content-Type: text/x-odd\r\n");
            peer.answer(418, "text/plain", "teapot");
        };

        with(script, worker -> {
            Transcript answer = worker.withHeader("Content-Type", "text/x-odd").send("DELETE", "/odd?x=1", "body");

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.body()).asString().isEqualTo("teapot");
        });
    }

    private static Script json(int status, String body) {
        return peer -> peer.answer(status, "application/json", body);
    }

    private static void with(Script script, Consumer<WorkerClient> calls) {
        try (ByteServer server = new ByteServer(script);
                WorkerClient worker = new WorkerClient(server.url())) {
            calls.accept(worker);
        }
    }
}
