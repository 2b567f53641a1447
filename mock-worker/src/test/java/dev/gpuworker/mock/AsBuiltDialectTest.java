package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ErrorCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each name begins with the number of the item in section 6 of the contract's page. */
class AsBuiltDialectTest {
    private final MockWorker worker =
            Jobs.worker(MockWorker.builder().dialect(Dialect.AS_BUILT).generation(GenerationPacing.NONE));

    @AfterEach
    void close() {
        worker.close();
    }

    private HttpResponse<String> execute(String json) throws Exception {
        return Jobs.post(worker, "/execute", json);
    }

    @Test
    void item1And2TheTypeStandsInTheJsonAloneAndStartedIsFilledWithConstants() throws Exception {
        worker.enqueue(Script.builder().started().token("Hello").end().build());

        assertThat(execute(Jobs.job("a")).body()).startsWith("""
                        data: {"type":"started","job_id":"a","model":"model","started_at":"0"}

                        data: {"type":"token","t":"Hello","i":0}

                        data: {"type":"end","tokens_out":1,""");
    }

    @Test
    void item3NothingLeavesBeforeGenerationHasEnded() throws Exception {
        worker.enqueue(
                Script.builder().started().token("Hello").hold("gate").end().build());
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            client.socket().setSoTimeout(200);
            assertThat(client.drain()).isEqualTo("open");
            assertThat(client.text()).isEmpty();

            worker.gates().release("gate");

            client.socket().setSoTimeout(10_000);
            assertThat(client.readUntil("\r\n0\r\n\r\n")).contains("Hello").contains("\"type\":\"end\"");
            worker.enqueue(Script.builder().started().end().build());
            client.send(RawClient.post("/execute", Jobs.job("b"))).readUntil("\"job_id\":\"b\"");
        }
    }

    @Test
    void item4AFailedJobIsALoneError() throws Exception {
        worker.enqueue(Script.builder()
                .started()
                .token("Hello")
                .error(ErrorCode.VRAM_OOM)
                .build());

        assertThat(execute(Jobs.job("a")).body())
                .startsWith("data: {\"type\":\"error\",\"code\":\"INFERENCE_FAILED\",\"message\":\"")
                .doesNotContain("started", "retriable", "Hello");
    }

    @Test
    void item5And6HealthTellsTwoFieldsAndIsSilentWhileAJobRuns() throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        try (RawClient job = RawClient.execute(worker, Jobs.job("a"));
                RawClient health = new RawClient(worker.config().port())) {
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            health.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            health.socket().setSoTimeout(200);
            assertThat(health.drain()).isEqualTo("open");
            assertThat(health.text()).isEmpty();

            worker.gates().release("gate");

            health.socket().setSoTimeout(10_000);
            assertThat(health.readUntil("}"))
                    .endsWith("\r\n\r\n{\"status\":\"healthy\",\"vram_bytes\":491400032,\"mock\":true}");
            job.readUntil("\r\n0\r\n\r\n");
        }
    }

    @Test
    void item7ThereIsNoCancelShutdownAndMetrics() throws Exception {
        for (String path : new String[] {"/cancel", "/shutdown", "/metrics"}) {
            HttpResponse<String> answer = Jobs.post(worker, path, "{\"job_id\":\"a\"}");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void item10And11MissingAndMistypedFieldsAre422InPlainText() throws Exception {
        HttpResponse<String> missing = execute("{\"job_id\":\"a\",\"prompt\":\"p\"}");
        HttpResponse<String> mistyped = execute("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":\"5\"}");

        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("missing field `max_tokens`");
        assertThat(missing.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(mistyped.statusCode()).isEqualTo(422);
    }

    @Test
    void item12BadJsonIs400AndAnyOtherContentType415InPlainText() throws Exception {
        HttpResponse<String> bad = execute("{");
        HttpResponse<String> other = Jobs.send(HttpRequest.newBuilder(URI.create(worker.url() + "/execute"))
                .POST(HttpRequest.BodyPublishers.ofString(Jobs.job("a"))));

        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(other.statusCode()).isEqualTo(415);
        assertThat(other.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void item14BoundsAreABareListWithNumbersAsRustPrintsThem() throws Exception {
        HttpResponse<String> answer =
                execute("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":5,\"temperature\":3.0}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("{\"errors\":[{\"field\":\"temperature\"")
                .contains("\"value\":\"3\"");
        assertThat(answer.body()).doesNotContain("code", "retriable");
    }

    @Test
    void item16AMissingSeedIs42AndNeverToldAndStopHasNoEffect() throws Exception {
        String without =
                execute("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":40}").body();
        String with = execute("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":40,\"seed\":42,\"stop\":[\" \"]}")
                .body();

        assertThat(tokens(without)).isEqualTo(tokens(with)).isNotEmpty();
        assertThat(without).doesNotContain("seed").contains("\"stop_reason\":\"MAX_TOKENS\"");
    }

    @Test
    void item17ThereIsNoCorrelationId() throws Exception {
        assertThat(execute(Jobs.job("a")).headers().firstValue("X-Correlation-ID"))
                .isEmpty();
        assertThat(Jobs.get(worker, "/health").headers().firstValue("X-Correlation-ID"))
                .isEmpty();
    }

    private static String tokens(String text) {
        return text.lines().filter(line -> line.contains("\"token\"")).reduce("", String::concat);
    }
}
