package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.scenario.ScenarioYaml;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outage and its end: {@code exit} with {@code back-after}. */
class OutageTest {
    private static final String FILE = """
            version: 1
            scenarios:
              - name: crash
                calls: 1
                violates: M0-W-1311
                stream: [started, {exit: {code: 137, back-after: 1s}}]
              - name: recovered
                stream: [started, {token: back}, end]
            """;

    private final MockWorker worker = MockWorker.builder()
            .scenarios(ScenarioYaml.parse("outage.yaml", FILE.getBytes(StandardCharsets.UTF_8)))
            .start();

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void theWorkerRefusesConnectionsAndThenAnswersOnTheSamePort() throws Exception {
        try (RawClient waiting = new RawClient(worker.config().port());
                RawClient running = RawClient.execute(worker, Jobs.job("a"))) {
            running.readUntil("event: started");
            assertThat(running.drain()).isIn("fin", "rst");
            assertThat(waiting.drain()).as("idle connections die with it").isIn("fin", "rst");
        }
        assertThatThrownBy(() -> Jobs.get(worker, "/health")).isInstanceOf(ConnectException.class);

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> Jobs.get(worker, "/health").statusCode() == 200);

        assertThat(Jobs.post(worker, "/execute", Jobs.job("b")).body()).contains("\"t\":\"back\"");
        assertThat(worker.journal().jobs()).extracting(RecordedJob::jobId).containsExactly("a", "b");
    }

    @Test
    void aWorkerThatIsClosedDuringItsOutageStaysDown() throws Exception {
        try (RawClient running = RawClient.execute(worker, Jobs.job("a"))) {
            running.drain();
        }

        worker.close();

        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(10)).until(() -> {
            try {
                Jobs.get(worker, "/health");
                return false;
            } catch (ConnectException e) {
                return true;
            }
        });
    }
}
