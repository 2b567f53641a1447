package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest {
    private static final MockWorker WORKER = MockWorker.start();

    @AfterAll
    static void close() {
        WORKER.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(WORKER.url() + path));
    }

    private static String raw(String text) throws Exception {
        try (RawClient client = new RawClient(WORKER.config().port())) {
            client.send(text);
            client.socket().setSoTimeout(2_000);
            client.drain();
            return client.text();
        }
    }

    @Test
    void healthTellsEveryRequiredFieldAndThatItIsAMock() throws Exception {
        HttpResponse<String> health = Jobs.get(WORKER, "/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(health.headers().firstValue("Server").orElseThrow()).startsWith("mock-worker/");
        assertThat(health.body())
                .contains("\"status\":\"healthy\"", "\"resident\":true", "\"quant_kind\":\"Q4_K_M\"")
                .contains("\"vram_bytes_used\":", "\"tokenizer_kind\":\"gguf-bpe\"", "\"vocab_size\":151936")
                .contains("\"context_length\":32768", "\"mock\":true")
                .doesNotContain("stand_in");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /execute, 405, POST",
        "PUT, /health, 405, 'GET, HEAD'",
        "DELETE, /cancel, 405, POST",
        "GET, /shutdown, 405, POST",
        "POST, /metrics, 405, 'GET, HEAD'",
        "POST, /mock/state, 405, 'GET, HEAD'",
        "GET, /nothing, 404, ",
        "GET, /health/, 404, ",
        "POST, /execute/, 404, ",
        "POST, /execute/more, 404, "
    })
    void unknownPathsAndWrongMethodsGetTheEnvelope(String method, String path, int status, String allow)
            throws Exception {
        HttpResponse<String> answer = Jobs.send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"code\":\"INVALID_REQUEST\",").contains("\"retriable\":false");
        assertThat(answer.headers().firstValue("Allow").orElse(null)).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/metrics",
                "/mock/state",
                "/mock/journal",
                "/mock/verdict",
                "/mock/gates",
                "/mock/scenarios"
            })
    void headTellsTheHeadersOfGet(String path) throws Exception {
        HttpResponse<String> get = Jobs.get(WORKER, path);
        HttpResponse<String> head = Jobs.send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isPositive();
    }

    @Test
    void aClientThatClosesItsOwnDirectionAfterTheRequestGetsTheWholeAnswer() throws Exception {
        for (int n = 0; n < 200; n++) {
            try (RawClient client = new RawClient(WORKER.config().port())) {
                client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                client.socket().shutdownOutput();

                assertThat(client.drain()).isEqualTo("fin");
                assertThat(client.text())
                        .as("try %d", n)
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("\"mock\":true}");
            }
        }
    }

    /** Far more than the server has threads. */
    @Test
    void clientsThatSendHalfABodyKeepNobodyFromBeingServed() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int n = 0; n < 300; n++) {
                RawClient client = new RawClient(WORKER.config().port());
                slow.add(client);
                client.send("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
            }

            assertThat(Jobs.get(WORKER, "/health").statusCode()).isEqualTo(200);
            assertThat(slow.get(299).send(" ".repeat(99)).readUntil("\"retriable\""))
                    .startsWith("HTTP/1.1 400 ");
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aFittingCorrelationIdComesBack() throws Exception {
        HttpResponse<String> answer = Jobs.send(request("/health").header("X-Correlation-ID", "Run-42"));

        assertThat(answer.headers().firstValue("X-Correlation-ID")).contains("Run-42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "under_score",
                "",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anyOtherIsReplacedByAUuid(String given) throws Exception {
        HttpResponse<String> answer = Jobs.send(request("/nothing").header("X-Correlation-ID", given));

        String made = answer.headers().firstValue("X-Correlation-ID").orElseThrow();
        assertThat(made).isNotEqualTo(given);
        assertThat(UUID.fromString(made).version()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "garbage", "multipart/form-data; boundary=x"})
    void contentThatIsNotJsonIsRefused(String type) throws Exception {
        HttpResponse<String> answer = Jobs.send(
                request("/execute").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body())
                .contains("INVALID_REQUEST", "expected Content-Type application/json, but was \\\"" + type + "\\\"");
    }

    @Test
    void aMissingContentTypeIsReadAsJson() throws Exception {
        HttpResponse<String> answer =
                Jobs.send(request("/execute").POST(HttpRequest.BodyPublishers.ofString("{\"job_id\":\"\"}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"job_id\"", "\"field\":\"prompt\"");
    }

    @Test
    void aBodyDeclaredAsAGibibyteIsRefusedUnread() throws Exception {
        String answer = raw("POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("INVALID_REQUEST");
    }

    @Test
    void aBodyThatOnlyTurnsOutTooLongIsRefused() throws Exception {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

        String answer =
                raw("POST /execute HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /health HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /execute HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void malformedHttpIsAnsweredWithTheEnvelopeAndNoStackTrace(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (400|505) .*")
                .contains("\"code\":\"INVALID_REQUEST\"", "\r\nServer: mock-worker/", "\r\nX-Correlation-ID: ")
                .doesNotContain("Exception", "\tat ", "jetty");
        assertThat(Jobs.get(WORKER, "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsHaveTheContractsNames() throws Exception {
        HttpResponse<String> metrics = Jobs.get(WORKER, "/metrics");

        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(metrics.body().lines())
                .anyMatch(line -> line.startsWith("worker_vram_bytes "))
                .anyMatch(line -> line.startsWith("worker_requests_total{outcome=\"success\"} "))
                .anyMatch(line -> line.startsWith("worker_requests_total{outcome=\"timeout\"} "))
                .anyMatch(line -> line.startsWith("worker_tokens_generated_total "))
                .anyMatch(line -> line.startsWith("worker_inference_duration_ms_bucket{le=\"+Inf\"} "))
                .anyMatch(line -> line.startsWith("worker_uptime_seconds "));
    }

    @Test
    void theStreamsHeadHasTheContractsHeaders() throws Exception {
        String answer = raw(RawClient.post("/execute", "{\"job_id\":\"h\",\"prompt\":\"p\",\"max_tokens\":1}"));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: text/event-stream\r\n", "Cache-Control: no-cache\r\n")
                .contains("X-Correlation-ID: ", "Server: mock-worker/", "Transfer-Encoding: chunked\r\n");
    }
}
