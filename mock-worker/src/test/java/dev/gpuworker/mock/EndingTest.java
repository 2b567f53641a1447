package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.RawBytes;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final Step ABC = new Write.Raw(RawBytes.utf8("abc"), WirePlan.NONE);

    private final MockWorker worker = MockWorker.start();

    private String run(RawClient client, Step... steps) throws Exception {
        worker.enqueue(Jobs.breaking(Script.of(steps), "M0-W-1311"));
        client.send(RawClient.post("/execute", Jobs.job("a")));
        return client.drain();
    }

    private String body(RawClient client) {
        return new String(client.rawBody(), StandardCharsets.UTF_8);
    }

    @Test
    void aScriptWithoutAnEndingEndsTheResponseCleanly() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            String ending = run(client, ABC);

            assertThat(ending).isEqualTo("fin");
            assertThat(body(client)).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
            assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.BROKEN_OFF);
        }
    }

    @Test
    void aCutEndsTheConnectionWithoutTheLastChunk() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            String ending = run(client, ABC, new Ending.Cut(Ending.Cut.Kind.CLOSE));

            assertThat(ending).isEqualTo("fin");
            assertThat(body(client)).isEqualTo("3\r\nabc\r\n");
        }
    }

    @Test
    void aResetComesAfterExactlyTheBytesBefore() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            String ending = run(client, ABC, new Ending.Reset());

            assertThat(ending).isEqualTo("rst");
            assertThat(body(client)).isEqualTo("3\r\nabc\r\n");
        }
    }

    @Test
    void aHalfCloseLeavesTheOtherDirectionOpen() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            String ending = run(client, ABC, new Ending.Cut(Ending.Cut.Kind.HALF_CLOSE));

            assertThat(ending).isEqualTo("fin");
            assertThat(body(client)).isEqualTo("3\r\nabc\r\n");
            client.send("more").send("and more");
            assertThat(worker.takeJob(Jobs.PATIENCE).outcome()).isEqualTo(JobOutcome.BROKEN_OFF);
        }
    }

    @Test
    void aStallBeforeTheHeadersSendsNothingAtAll() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            client.socket().setSoTimeout(300);

            String ending = run(client, new Pause.Stall(Pause.Stall.At.BEFORE_HEADERS, null));

            assertThat(ending).isEqualTo("open");
            assertThat(client.text()).isEmpty();
        }
    }

    @Test
    void aStallAfterTheHeadersSendsTheHeadAlone() throws Exception {
        try (worker;
                RawClient client = new RawClient(worker.config().port())) {
            client.socket().setSoTimeout(500);

            String ending = run(client, Pause.Stall.forever());

            assertThat(ending).isEqualTo("open");
            assertThat(client.text()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
            assertThat(client.rawBody()).isEmpty();
        }
    }

    @Test
    void anExitKillsThePortAndEveryStreamAndTellsTheCode() throws Exception {
        ConcurrentLinkedQueue<Integer> codes = new ConcurrentLinkedQueue<>();
        WorkerListener listener = new WorkerListener() {
            @Override
            public void exitRequested(int code) {
                codes.add(code);
            }
        };
        try (worker;
                MockWorker dying = MockWorker.builder().listener(listener).start();
                RawClient client = new RawClient(dying.config().port())) {
            dying.enqueue(Jobs.breaking(Script.of(ABC, new Ending.Exit(137)), "M0-W-1311"));
            client.send(RawClient.post("/execute", Jobs.job("a")));

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(body(client)).isEqualTo("3\r\nabc\r\n");
            await().untilAsserted(() -> assertThat(codes).containsExactly(137));
            assertThatThrownBy(() -> new RawClient(dying.config().port())).isInstanceOf(ConnectException.class);
        }
    }
}
