package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many clients send a long body at once, few of them take memory at a time (ADR 0038). */
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // the lines of a request end with CR LF
@Isolated("takes all turns, which all workers of the process share")
class LongBodiesTest {
    private static final int AT_A_TIME = 32;
    private static final int LONG = 100_000;

    /** Each of three bytes in UTF-8, so that the prompt makes a long body. */
    private static final int PROMPT_MAX = 32_768;

    private static final String LENGTH = "Content-Length: " + LONG + "\r\n";
    private static final String CONTINUE = "Expect: 100-continue\r\n" + LENGTH;

    /** Long enough for an answer over loopback to arrive if there were one. */
    private static final int QUIET_MILLIS = 300;

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void theNextIsReadOnceOneOfTheFewHasBeenAnswered() throws IOException {
        try (MockWorker worker = MockWorker.start()) {
            List<RawClient> few = holdAllTurns(worker);
            RawClient next = waiting(worker, RawClient.post("/execute", longAndInvalid()));
            assertThat(client(worker).send(get("/health")).readUntil("\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(client(worker).send(RawClient.post("/execute", "{}")).readUntil("\r\n"))
                    .as("a short body")
                    .startsWith("HTTP/1.1 400 ");

            few.get(0).send("x".repeat(LONG));

            assertThat(few.get(0).readUntil("HTTP/1.1 400 ")).endsWith("400 ");
            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayGivesItsTurnBack(boolean reset) throws IOException {
        try (MockWorker worker = MockWorker.start()) {
            List<RawClient> few = holdAllTurns(worker);
            RawClient next = waiting(worker, RawClient.post("/execute", longAndInvalid()));

            few.get(7).socket().setSoLinger(reset, 0);
            few.get(7).close();

            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aWorkerThatClosesGivesTheTurnsOfItsClientsBack() throws IOException {
        try (MockWorker other = MockWorker.start()) {
            RawClient next;
            try (MockWorker worker = MockWorker.start()) {
                holdAllTurns(worker);
                client(worker).send(RawClient.post("/execute", longAndInvalid()));
                next = waiting(other, RawClient.post("/execute", longAndInvalid()));
            }

            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
            assertAllTurnsAreFree(other);
        }
    }

    @Test
    void aBodyInChunksCountsAsLong() throws IOException {
        try (MockWorker worker = MockWorker.start()) {
            List<RawClient> few = holdAllTurns(worker);
            RawClient next = waiting(worker, head("Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n0\r\n\r\n");

            few.get(0).close();

            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aClientThatWaitsIsNotToldToContinue() throws IOException {
        try (MockWorker worker = MockWorker.start()) {
            List<RawClient> few = holdAllTurns(worker);
            RawClient next = waiting(worker, head(CONTINUE));

            few.get(0).close();

            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 100 ");
            next.send("x".repeat(LONG));
            assertThat(next.readUntil("HTTP/1.1 400 ")).endsWith("400 ");
        }
    }

    @Test
    void aJobGivesItsTurnBackWhenItsStreamBegins() throws IOException {
        try (MockWorker worker = Jobs.worker(MockWorker.builder().slots(AT_A_TIME + 2))) {
            for (int k = 0; k < AT_A_TIME + 2; k++) {
                worker.enqueue(Script.builder().started().hold("gate").end().build());
            }
            for (int k = 0; k < AT_A_TIME + 2; k++) {
                String job = "{\"job_id\":\"j" + k + "\",\"prompt\":\"" + "語".repeat(PROMPT_MAX) + "\"}";
                RawClient client = client(worker).send(RawClient.post("/execute", job));
                assertThat(client.readUntil("event: started")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void anAnswerThatTakesItsTimeKeepsNobodyFromBeingRead() throws IOException {
        try (MockWorker worker = MockWorker.builder()
                .scenarios(ScenarioSet.of(
                        Scenario.named("late").reply(Reply.status(503).after(Duration.ofSeconds(60)))))
                .start()) {
            for (int k = 0; k < AT_A_TIME; k++) {
                String body = "{\"job_id\":\"j" + k + "\",\"prompt\":\"p\"}";
                client(worker)
                        .send(head("Transfer-Encoding: chunked\r\n") + Integer.toHexString(body.length()) + "\r\n"
                                + body + "\r\n0\r\n\r\n");
            }
            await().untilAsserted(() -> assertThat(worker.journal().jobs()).hasSize(AT_A_TIME));

            RawClient next = client(worker).send(RawClient.post("/execute", longAndInvalid()));

            assertThat(next.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aRequestThatWaitsTooLongIsRefusedForARetry() throws IOException {
        try (MockWorker worker = MockWorker.start()) {
            holdAllTurns(worker);
            RawClient next = client(worker).send(head("X-Correlation-Id: c-17\r\n" + LENGTH));
            next.socket().setSoTimeout(20_000);

            assertThat(next.readUntil("\"retriable\":true"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"code\":\"WORKER_BUSY\"")
                    .contains("32 are read at a time")
                    .containsIgnoringCase("Retry-After: 1\r\n")
                    .contains("c-17");
        }
    }

    /** Takes every turn with a client that has sent half of its body. */
    private List<RawClient> holdAllTurns(MockWorker worker) throws IOException {
        List<RawClient> few = new ArrayList<>();
        for (int k = 0; k < AT_A_TIME; k++) {
            few.add(client(worker).send(head(CONTINUE)));
            few.get(k).readUntil("HTTP/1.1 100 Continue\r\n\r\n");
        }
        return few;
    }

    private void assertAllTurnsAreFree(MockWorker worker) throws IOException {
        assertThat(holdAllTurns(worker)).hasSize(AT_A_TIME);
    }

    private RawClient client(MockWorker worker) throws IOException {
        RawClient client = new RawClient(worker.config().port());
        clients.add(client);
        return client;
    }

    /** Sends a request that gets no answer as long as all turns are taken. */
    private RawClient waiting(MockWorker worker, String request) throws IOException {
        RawClient client = client(worker).send(request);
        assertSilent(client);
        return client;
    }

    private static void assertSilent(RawClient client) throws IOException {
        int patience = client.socket().getSoTimeout();
        client.socket().setSoTimeout(QUIET_MILLIS);
        try {
            assertThat(client.socket().getInputStream().read())
                    .as("a byte of an answer")
                    .isNull();
        } catch (SocketTimeoutException e) {
            client.socket().setSoTimeout(patience);
        }
    }

    private static String longAndInvalid() {
        return "x".repeat(LONG);
    }

    private static String head(String headers) {
        return "POST /execute HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: mock\r\n\r\n";
    }
}
