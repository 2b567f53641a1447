package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private final MockWorker worker = MockWorker.start();

    @AfterEach
    void close() {
        worker.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return Jobs.send(HttpRequest.newBuilder(URI.create(worker.controlUrl().orElseThrow() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aGateIsReleasedOverHttpAndTheJournalTellsWhatWasSent() throws Exception {
        worker.enqueue(
                Script.builder().started().token("x").hold("five sent").end().build());
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            worker.gates().awaitHeld("five sent", Jobs.PATIENCE);
            assertThat(call("GET", "/mock/gates", "").body()).isEqualTo("{\"held\":[\"five sent\"]}");

            assertThat(call("POST", "/mock/gates/five%20sent", "").statusCode()).isEqualTo(204);

            client.drain();
            worker.takeJob(Jobs.PATIENCE);
            assertThat(call("GET", "/mock/journal?job_id=a", "").body())
                    .contains("\"outcome\":\"ENDED\"", "\"tokens_sent\":1", "\"code_points\":1")
                    .contains("{\"type\":\"token\",\"i\":0,\"planned_ms\":0.0,")
                    .doesNotContain("\"p\"");
        }
    }

    @Test
    void theJournalHoldsHeadersAndParametersWithoutSecrets() throws Exception {
        worker.enqueue(Script.builder().started().end().build());
        Jobs.send(HttpRequest.newBuilder(URI.create(worker.url() + "/execute"))
                .header("X-Team", "blue")
                .header("Authorization", "Bearer hunter2")
                .header("X-Api-Key", "hunter2")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"job_id\":\"a\",\"prompt\":\"pst\",\"temperature\":0.5,\"top_k\":3,\"stop\":[\"x\"]}")));
        worker.takeJob(Jobs.PATIENCE);

        assertThat(call("GET", "/mock/journal", "").body())
                .contains("\"parameters\":{\"temperature\":0.5,\"top_k\":3,\"stop\":[\"x\"]}")
                .contains("\"x-team\":[\"blue\"]", "\"authorization\":[\"redacted\"]", "\"x-api-key\":[\"redacted\"]")
                .doesNotContain("hunter2", "pst");
    }

    @Test
    void aMistypedScenarioIsAnErrorThatNamesTheNearestOne() throws Exception {
        worker.scenarios(Scenarios.torture());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(worker.url() + "/execute"))
                .header("x-scenario", "half-clos")
                .POST(HttpRequest.BodyPublishers.ofString(Jobs.job("a")));

        HttpResponse<String> answer = Jobs.send(request);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("no scenario is named \\\"half-clos\\\"", "did you mean \\\"half-close\\\"?");
    }

    @Test
    void healthAndVramAreOverridden() throws Exception {
        assertThat(call("PUT", "/mock/health", "{\"status\":\"unhealthy\"}").statusCode())
                .isEqualTo(204);
        assertThat(call("PUT", "/mock/vram", "{\"occupied_bytes\":1000}").statusCode())
                .isEqualTo(204);
        assertThat(Jobs.get(worker, "/health").body()).contains("\"unhealthy\"").contains("491401032");

        assertThat(call("POST", "/mock/reset", "").statusCode()).isEqualTo(204);

        assertThat(Jobs.get(worker, "/health").body()).contains("\"healthy\"").contains("491400032");
        assertThat(call("PUT", "/mock/health", "{\"status\":\"tired\"}").statusCode())
                .isEqualTo(400);
        assertThat(call("PUT", "/mock/vram", "[").statusCode()).isEqualTo(400);
    }

    @Test
    void jobsAreRefusedAsIfTheWorkerDrainedUntilItIsUndone() throws Exception {
        assertThat(call("PUT", "/mock/draining", "{\"draining\":true}").statusCode())
                .isEqualTo(204);
        assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).body()).contains("WORKER_DRAINING");
        assertThat(call("GET", "/mock/state", "").body()).contains("\"draining\":true");

        assertThat(call("PUT", "/mock/draining", "{\"draining\":false}").statusCode())
                .isEqualTo(204);

        assertThat(Jobs.post(worker, "/execute", Jobs.job("b")).statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/mock/draining", "{\"draining\":\"yes\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void resetEndsThePretendedDrainButNotARealOne() throws Exception {
        call("PUT", "/mock/draining", "{\"draining\":true}");
        assertThat(call("POST", "/mock/reset", "").statusCode()).isEqualTo(204);
        assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).statusCode()).isEqualTo(200);

        worker.drain();
        call("PUT", "/mock/draining", "{\"draining\":false}");

        assertThat(Jobs.post(worker, "/execute", Jobs.job("b")).statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsEnqueuedIsForgottenAndLaterJobsAreAnsweredAsBefore() throws Exception {
        call("POST", "/mock/scenarios/enqueue?name=half-close", "");

        assertThat(call("DELETE", "/mock/scenarios/enqueue", "").statusCode()).isEqualTo(204);

        assertThat(call("GET", "/mock/state", "").body()).contains("\"enqueued\":0");
        assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).body()).contains("event: end");
    }

    @Test
    void itsDescriptionIsServed() throws Exception {
        HttpResponse<String> answer = call("GET", "/mock/openapi.yaml", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.2.0\n");
    }

    @Test
    void aStreamIsShut() throws Exception {
        worker.enqueue(Script.builder().started().hold("gate").end().build());
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("event: started");

            assertThat(call("POST", "/mock/streams/a/shut", "").statusCode()).isEqualTo(204);

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text()).contains("event: error");
            assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.SHUT);
            assertThat(call("POST", "/mock/streams/a/shut", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aNeighbourCannotHaveMoreThanTheDevice() throws Exception {
        long free = worker.vram().totalBytes() - worker.vram().usedBytes();

        HttpResponse<String> tooMuch = call("PUT", "/mock/vram", "{\"occupied_bytes\":" + (free + 1) + "}");

        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tooMuch.body()).contains("within 0 to " + free);
        assertThat(call("PUT", "/mock/vram", "{\"occupied_bytes\":" + free + "}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(worker.vram().usedBytes()).isEqualTo(worker.vram().totalBytes());
    }

    @Test
    void scenariosArePutAndABadSetChangesNothing() throws Exception {
        String good = """
                version: 1
                scenarios:
                  - name: one
                    stream:
                      - started: {}
                      - token: {t: hey}
                      - end: {}
                """;

        HttpResponse<String> put = call("PUT", "/mock/scenarios", good);
        HttpResponse<String> bad = call("PUT", "/mock/scenarios", good.replace("token", "tokne"));

        assertThat(put.body()).isEqualTo("{\"scenarios\":[\"one\"]}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("\"message\":\"1 error; nothing was changed\"");
        assertThat(bad.body()).contains("tokne");
        assertThat(call("POST", "/mock/scenarios/check", "version: 2").statusCode())
                .isEqualTo(400);
        assertThat(source()).isEqualTo(good);
        assertThat(Jobs.post(worker, "/execute", Jobs.job("a")).body()).contains("\"t\":\"hey\"");
    }

    @Test
    void timeLinesAreExplainedAndErrorsHaveTheirPlace() throws Exception {
        String file = "version: 1\nscenarios:\n  - name: one\n    stream: [started, {wait: 5ms}, end]";

        assertThat(call("POST", "/mock/scenarios/explain", file).body())
                .contains("{\"after\":\"\",\"median_ms\":5.0,\"p99_ms\":5.0,\"event\":\"end\"")
                .contains("\"left_out\":0");
        assertThat(call("GET", "/mock/scenarios/explain", "").body()).startsWith("{\"scenarios\":[]");
        assertThat(call("POST", "/mock/scenarios/explain", file.replace("wait", "wiat"))
                        .body())
                .contains("\"problems\":[{\"line\":4,\"column\":24,\"width\":4,\"message\":");
    }

    @Test
    void oneJobIsFoundByItsNumber() throws Exception {
        worker.enqueue(Script.builder().started().end().build());
        Jobs.post(worker, "/execute", Jobs.job("a"));

        assertThat(call("GET", "/mock/journal/1", "").body())
                .startsWith("{\"ordinal\":1,\"job_id\":\"a\"")
                .doesNotContain("sent_base64");
        assertThat(call("GET", "/mock/journal/2", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/mock/journal/x", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasGotCanBePutAgain() throws Exception {
        call(
                "PUT",
                "/mock/scenarios",
                Files.readString(Path.of("src/main/resources/dev/gpuworker/mock/scenario/scenarios/torture.yaml")));
        ScenarioSet before = worker.scenarios();
        String got = source();

        call("PUT", "/mock/scenarios", "version: 1\nscenarios: [{name: other, stream: [started, end]}]");
        call("PUT", "/mock/scenarios", got);

        assertThat(worker.scenarios()).isEqualTo(before).isEqualTo(Scenarios.torture());
    }

    @Test
    void scenariosMadeInJavaHaveNamesButNoSource() throws Exception {
        worker.scenarios(ScenarioSet.of(Scenarios.named("half-close")));

        assertThat(call("GET", "/mock/scenarios", "").body())
                .isEqualTo("{\"scenarios\":[\"half-close\"],\"source\":null}");
    }

    private String source() throws Exception {
        return WireJson.tree(call("GET", "/mock/scenarios", "").body())
                .get("source")
                .textValue();
    }

    @Test
    void anUnmatchedRequestSaysSoInTheJournalAndIsRefusedWhenStrict() throws Exception {
        String set = """
                version: 1
                scenarios:
                  - name: haiku
                    when: {prompt: /haiku/}
                    stream:
                      - started: {}
                      - end: {}
                """;
        call("PUT", "/mock/scenarios", set);
        Jobs.post(worker, "/execute", Jobs.job("a"));
        assertThat(worker.takeJob(Jobs.PATIENCE).mismatch()).contains("haiku").contains("prompt");

        try (MockWorker strict = Jobs.worker(MockWorker.builder().strict(true))) {
            strict.scenarios(worker.scenarios());
            HttpResponse<String> refused = Jobs.post(strict, "/execute", Jobs.job("a"));

            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body()).contains("the nearest is \\\"haiku\\\"");
        }
    }

    @Test
    void onAPublicHostItHasItsOwnPortOnLoopbackOrNone() throws Exception {
        try (MockWorker open = Jobs.worker(MockWorker.builder().host("0.0.0.0"));
                MockWorker apart =
                        Jobs.worker(MockWorker.builder().host("0.0.0.0").controlPort(0))) {
            URI openUrl = URI.create("http://127.0.0.1:" + open.config().port());
            URI apartUrl = URI.create("http://127.0.0.1:" + apart.config().port());

            assertThat(open.controlUrl()).isEmpty();
            assertThat(status(openUrl, "/mock/state")).isEqualTo(404);
            assertThat(status(openUrl, "/health")).isEqualTo(200);
            assertThat(status(apartUrl, "/mock/state")).isEqualTo(404);
            assertThat(status(apart.controlUrl().orElseThrow(), "/mock/state")).isEqualTo(200);
            assertThat(status(apart.controlUrl().orElseThrow(), "/health")).isEqualTo(404);
        }
    }

    private static int status(URI url, String path) throws Exception {
        return Jobs.send(HttpRequest.newBuilder(URI.create(url + path)).GET()).statusCode();
    }
}
