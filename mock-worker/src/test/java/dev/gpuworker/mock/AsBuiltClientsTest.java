package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.Dialect;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no single exchange shows of the worker as built: section 6 of the contract's page, by its numbers. */
class AsBuiltClientsTest {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final MockWorker worker =
            Jobs.worker(MockWorker.builder().dialect(Dialect.AS_BUILT).generation(GenerationPacing.NONE));

    @AfterEach
    void close() {
        worker.close();
    }

    private void enqueueHeld() {
        worker.enqueue(
                Script.builder().started().hold("gate").token("late").end().build());
    }

    @Test
    void item6EveryKindOfRequestWaitsForTheEndOfTheJob() throws Exception {
        enqueueHeld();
        List<RawClient> others = new ArrayList<>();
        try (RawClient job = RawClient.execute(worker, Jobs.job("a"))) {
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            for (String request : List.of(
                    "GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /cancel HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                    "GET /execute HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /execute HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                    RawClient.post("/execute", "{"),
                    RawClient.post("/execute", "{}"))) {
                RawClient other = new RawClient(worker.config().port()).send(request);
                other.socket().setSoTimeout(100);
                others.add(other);
            }
            for (RawClient other : others) {
                assertThat(other.drain()).isEqualTo("open");
                assertThat(other.text()).isEmpty();
            }

            worker.gates().release("gate");

            job.readUntil(LAST_CHUNK);
            List<String> statuses = new ArrayList<>();
            for (RawClient other : others) {
                other.socket().setSoTimeout(10_000);
                statuses.add(other.readUntil("\r\n\r\n").substring(9, 12));
                other.close();
            }
            assertThat(statuses).containsExactly("200", "404", "405", "415", "400", "422");
        }
    }

    @Test
    void item8TheJobOfAClientThatLeftRunsToItsEnd() throws Exception {
        enqueueHeld();
        worker.enqueue(Script.builder().started().token("waited").end().build());
        RawClient running = RawClient.execute(worker, Jobs.job("running"));
        worker.gates().awaitHeld("gate", Jobs.PATIENCE);
        RawClient waiting = RawClient.execute(worker, Jobs.job("waiting"));
        while (!Jobs.get(worker, "/mock/state").body().contains("\"waiting\":1")) {
            Thread.onSpinWait();
        }
        running.close();
        waiting.socket().setSoLinger(true, 0);
        waiting.close();
        worker.gates().release("gate");

        assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.ENDED);
        assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.ENDED);
    }

    @Test
    void item8HalfCloseIsServedWhole() throws Exception {
        enqueueHeld();
        try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
            client.socket().shutdownOutput();
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            worker.gates().release("gate");

            assertThat(client.readUntil(LAST_CHUNK)).contains("late").contains("\"type\":\"end\"");
            assertThat(client.drain()).isEqualTo("fin");
        }
    }

    @Test
    void item9ThreeJobsOfOneIdRunOneAfterTheOther() throws Exception {
        enqueueHeld();
        enqueueHeld();
        enqueueHeld();
        List<RawClient> clients = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            clients.add(RawClient.execute(worker, Jobs.job("same")));
        }
        worker.gates().awaitHeld("gate", Jobs.PATIENCE);
        worker.gates().release("gate");
        for (RawClient client : clients) {
            assertThat(client.readUntil(LAST_CHUNK)).startsWith("HTTP/1.1 200").contains("late");
            client.close();
        }
    }

    @Test
    void item13BodiesOfUpTo2MebibytesAreTaken() throws Exception {
        String head = "{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":1,\"x\":\"";
        String fits = head + "x".repeat((2 << 20) - head.length() - 2) + "\"}";

        HttpResponse<String> taken = Jobs.post(worker, "/execute", fits);
        HttpResponse<String> refused = Jobs.post(worker, "/execute", fits + " ");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(refused.body()).isEqualTo("Failed to buffer the request body: length limit exceeded");
    }

    @Test
    void theContractCanKeepTheConnectionAfterAStreamAndNobodyLingersThen() throws Exception {
        try (MockWorker keeping = Jobs.worker(
                        MockWorker.builder().afterStream(AfterStream.KEEP_ALIVE).generation(GenerationPacing.NONE));
                RawClient client = RawClient.execute(keeping, Jobs.job("a"))) {
            assertThat(client.readUntil(LAST_CHUNK)).doesNotContain("Connection: close");
            client.send(RawClient.post("/execute", Jobs.job("b")) + RawClient.post("/execute", Jobs.job("c")));
            client.readUntil("\"job_id\":\"b\"");
            client.readUntil("\"job_id\":\"c\"");

            client.socket().setSoTimeout(1_500); // longer than a client may linger
            assertThat(client.drain()).isEqualTo("open");
            assertThat(keeping.verdict().findings()).isEmpty();
        }
    }
}
