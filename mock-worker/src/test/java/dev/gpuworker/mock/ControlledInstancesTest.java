package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.WireJson;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tests in other languages do over HTTP: their own instance, their own scripts, and the next finished job. */
class ControlledInstancesTest {
    private static final String TWO_SCENARIOS = """
            version: 1
            scenarios:
              - name: first
                calls: 1
                stream: [started, {token: {t: one}}, end]
              - name: second
                stream: [started, {token: {t: two}}, end]
            """;

    private final MockWorker worker = MockWorker.start();

    @AfterEach
    void close() {
        worker.close();
    }

    private static HttpResponse<String> call(URI base, String method, String path, String body) throws Exception {
        return Jobs.send(HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call(worker.url(), method, path, body);
    }

    private JsonNode startInstance(String scenarios) throws Exception {
        HttpResponse<String> started = call("POST", "/mock/instances", scenarios);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        return WireJson.tree(started.body());
    }

    private static String execute(URI url, String jobId) throws Exception {
        return call(url, "POST", "/execute", Jobs.job(jobId)).body();
    }

    @Test
    void anInstanceSharesNothingWithTheWorkerThatStartedIt() throws Exception {
        URI instance = URI.create(startInstance(TWO_SCENARIOS).get("url").asText());

        assertThat(execute(instance, "a")).contains("\"t\":\"one\"");

        assertThat(call(instance, "GET", "/mock/journal", "").body()).contains("\"job_id\":\"a\"");
        assertThat(call("GET", "/mock/journal", "").body()).contains("\"jobs\":[]");
        assertThat(call("GET", "/mock/scenarios", "").body()).contains("\"scenarios\":[]");
    }

    /** As {@code curl -X POST} sends it. */
    @Test
    void aRequestWithoutABodyAndItsLengthStartsOneToo() throws Exception {
        try (RawClient client = new RawClient(worker.config().port())) {
            client.send("POST /mock/instances HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            client.drain();

            assertThat(client.text()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void anInstanceIsListedUntilItIsDeletedAndItsPortCloses() throws Exception {
        JsonNode instance = startInstance("");
        URI url = URI.create(instance.get("url").asText());
        String path = "/mock/instances/" + instance.get("id").asText();
        assertThat(call("GET", "/mock/instances", "").body())
                .contains(instance.get("id").asText(), url.toString());

        assertThat(call("DELETE", path, "").statusCode()).isEqualTo(204);

        assertThat(call("GET", "/mock/instances", "").body()).isEqualTo("{\"instances\":[]}");
        assertThat(call("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> call(url, "GET", "/health", "")).isInstanceOf(ConnectException.class);
    }

    @Test
    void instancesEndWithTheWorkerThatStartedThem() throws Exception {
        URI url = URI.create(startInstance("").get("url").asText());

        worker.close();

        assertThatThrownBy(() -> call(url, "GET", "/health", "")).isInstanceOf(ConnectException.class);
    }

    @Test
    void anInstanceHonoursTheWorkerBlockOfItsScenarios() throws Exception {
        String file = "worker: {dialect: as-built, vram: 8GiB, busy: reject}\n" + TWO_SCENARIOS;

        URI url = URI.create(startInstance(file).get("url").asText());

        assertThat(call(url, "GET", "/mock/state", "").body())
                .contains("\"dialect\":\"AS_BUILT\"", "\"vram_bytes_total\":" + (8L << 30));
    }

    @Test
    void anInstanceThatCannotStartIsRefusedAndNotCounted() throws Exception {
        HttpResponse<String> refused = call("POST", "/mock/instances", "worker: {vram: 1MiB}\n" + TWO_SCENARIOS);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("the instance could not start: ", "does not fit");
        assertThat(call("POST", "/mock/instances", "version: 7").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/mock/instances", "").body()).isEqualTo("{\"instances\":[]}");
    }

    @Test
    void enqueuedScenariosAnswerOneJobEach() throws Exception {
        assertThat(call("POST", "/mock/scenarios/enqueue", TWO_SCENARIOS).body())
                .isEqualTo("{\"enqueued\":2}");
        assertThat(call("POST", "/mock/scenarios/enqueue?name=haiku", "").body())
                .isEqualTo("{\"enqueued\":3}");

        assertThat(execute(worker.url(), "a")).contains("\"t\":\"one\"");
        assertThat(execute(worker.url(), "b")).contains("\"t\":\"two\"");
        assertThat(execute(worker.url(), "c")).contains("🌸");
        assertThat(call("POST", "/mock/scenarios/enqueue?name=haikoo", "").statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "/mock/scenarios/enqueue", "scenarios: 1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theNextFinishedJobIsWaitedForAndGivenOnce() throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        CompletableFuture<HttpResponse<String>> next = CompletableFuture.supplyAsync(() -> {
            try {
                return call("POST", "/mock/jobs/next?within=20s", "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            assertThat(next).isNotDone();

            worker.gates().release("gate");

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(next.get().body())
                    .startsWith("{\"ordinal\":1,\"job_id\":\"a\"")
                    .contains("\"outcome\":\"ENDED\"");
        }
        HttpResponse<String> none = call("POST", "/mock/jobs/next?within=1ms", "");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("no job ended within 1ms; under way: nothing");
    }

    @Test
    void aTakerThatGaveUpTakesNoJob() throws Exception {
        assertThat(call("POST", "/mock/jobs/next?within=1ms", "").statusCode()).isEqualTo(404);

        worker.enqueue(Script.builder().started().end().build());
        execute(worker.url(), "a");

        assertThat(call("POST", "/mock/jobs/next", "").body()).contains("\"job_id\":\"a\"");
    }

    @Test
    void aTimeLimitHasAUnitAndABound() throws Exception {
        assertThat(call("POST", "/mock/jobs/next?within=5", "").body()).contains("write a unit");
        assertThat(call("POST", "/mock/jobs/next?within=1h", "").body()).contains("must be at most 50s");
    }

    @Test
    void aResetEndsJobsWhoseClientsHang() throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        worker.enqueue(Script.builder().started().end().build());
        try (RawClient holding = RawClient.execute(worker, Jobs.job("a"));
                RawClient waiting = RawClient.execute(worker, Jobs.job("b"))) {
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            await().until(() -> call("GET", "/mock/state", "").body().contains("\"waiting\":1"));

            assertThat(call("POST", "/mock/reset", "").statusCode()).isEqualTo(204);

            assertThat(call("GET", "/mock/state", "").body()).contains("\"running\":0", "\"waiting\":0");
            assertThat(call("GET", "/mock/journal", "").body()).contains("\"jobs\":[]");
            assertThat(call("GET", "/mock/gates", "").body()).isEqualTo("{\"held\":[]}");
            assertThat(holding.drain()).isEqualTo("fin");
            assertThat(waiting.drain()).isEqualTo("fin");
        }
    }

    @Test
    void aResetEndsTheJobOfAClientThatDoesNotRead() throws Exception {
        var flood = Script.builder().started();
        for (int i = 0; i < 64; i++) {
            flood.token("x".repeat(1 << 20));
        }
        worker.enqueue(flood.end().build());
        try (RawClient client = RawClient.execute(worker, "{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":64}")) {
            client.readUntil("event: started");
            await().until(() -> call("GET", "/mock/state", "").body().contains("\"running\":1"));

            assertThat(call("POST", "/mock/reset", "").statusCode()).isEqualTo(204);

            assertThat(call("GET", "/mock/state", "").body()).contains("\"running\":0");
            client.drain();
            assertThat(client.text()).doesNotContain("event: end");
        }
    }
}
