package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.Explain;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.AfterStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A script changes the head of its stream's response, and what becomes of the connection. */
class StreamHeadTest {
    private static final String YAML = """
            version: 1
            scenarios:
              - name: a
                headers: { content-type: text/event-stream; charset=utf-8, X-Node: "7" }
                after-stream: keep-alive
                stream: [ started, end ]
            """;

    @Test
    void headersReplaceThoseOfTheSameNameAndComeBesideTheOthers() throws IOException {
        try (MockWorker worker = MockWorker.builder()
                        .scenarios(ScenarioYaml.parse("a.yaml", YAML))
                        .start();
                RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.readUntil("0\r\n\r\n");

            assertThat(client.head())
                    .contains("content-type: text/event-stream; charset=utf-8\r\n", "X-Node: 7\r\n")
                    .contains("Cache-Control: no-cache\r\n", "X-Correlation-ID: ")
                    .doesNotContain("Content-Type: text/event-stream\r\n", "Connection: close");
        }
    }

    @Test
    void theConnectionServesTheNextRequestIfTheScriptSaysSo() throws IOException {
        try (MockWorker worker = MockWorker.builder().start();
                RawClient client = new RawClient(worker.config().port())) {
            worker.enqueue(Script.builder()
                    .afterStream(AfterStream.KEEP_ALIVE)
                    .started()
                    .end()
                    .build());
            worker.enqueue(Script.builder()
                    .afterStream(AfterStream.CLOSE)
                    .header("X-Second", "yes")
                    .started()
                    .end()
                    .build());
            client.send(RawClient.post("/execute", Jobs.job("a"))).readUntil("0\r\n\r\n");

            client.send(RawClient.post("/execute", Jobs.job("b")));

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text()).contains("\"job_id\":\"b\"", "X-Second: yes\r\n", "Connection: close\r\n");
        }
    }

    @Test
    void explainNamesWhatTheHeadDiffersIn() {
        ScenarioSet set = ScenarioYaml.parse("a.yaml", YAML);

        assertThat(Explain.text(set)).contains("""
                  violates  nothing
                  header    content-type: text/event-stream; charset=utf-8
                  header    X-Node: 7
                  after it  the connection stays open
                """);
    }

    @Test
    void anotherMediaTypeBreaksTheContract() {
        String html = YAML.replace("text/event-stream; charset=utf-8", "text/html");

        assertThatThrownBy(() -> ScenarioYaml.parse("a.yaml", html))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("the Content-Type of a stream must be text/event-stream")
                .hasMessageContaining("violates: [M0-W-1310]");
    }

    @Test
    void aHeaderCannotBreakTheHeadApart() {
        assertThatThrownBy(() -> Script.builder().header("X", "a\r\nY: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a header: \"X\"");
        assertThatThrownBy(() ->
                        ScenarioYaml.parse("a.yaml", YAML.replace("X-Node: \"7\"", "Transfer-Encoding: identity")))
                .hasMessageContaining("is written by the server itself");
    }
}
