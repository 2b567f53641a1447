package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.dispatch.Dispatch;
import dev.gpuworker.mock.scenario.dispatch.Dispatcher;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short requests are handled by the thread that also accepts connections: none of them may block it. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // the lines of a request end with CR LF
class ShortExecutesTest {
    private static final String JOB = "{\"job_id\":\"j\",\"prompt\":\"p\",\"max_tokens\":1}";

    @Test
    void aDispatcherThatWaitsHoldsUpNobodyElse() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        Dispatcher waiting = request -> {
            awaitUninterruptibly(go);
            return new Dispatch.Unmatched(null);
        };
        try (MockWorker worker = MockWorker.builder().dispatcher(waiting).start();
                RawClient job = RawClient.execute(worker, JOB);
                RawClient other = new RawClient(worker.config().port())) {
            other.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n");
            assertThat(other.readUntil("\r\n")).startsWith("HTTP/1.1 200 ");

            go.countDown();

            assertThat(job.readUntil("event: end")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20})
    void aBodyThatComesInPartsHoldsUpNobodyElse(int length) throws IOException {
        String request = RawClient.post("/execute", JOB);
        int cut = request.length() - JOB.length() + length;
        try (MockWorker worker = MockWorker.start();
                RawClient job = new RawClient(worker.config().port());
                RawClient other = new RawClient(worker.config().port())) {
            job.send(request.substring(0, cut));
            other.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n");
            assertThat(other.readUntil("\r\n")).startsWith("HTTP/1.1 200 ");

            job.send(request.substring(cut));

            assertThat(job.readUntil("event: end")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aClientThatWantsToBeAskedForItsBodyIsAsked() throws IOException {
        String head = "POST /execute HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + JOB.length() + "\r\n\r\n";
        try (MockWorker worker = MockWorker.start();
                RawClient job = new RawClient(worker.config().port())) {
            job.send(head);
            assertThat(job.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");

            job.send(JOB);

            assertThat(job.readUntil("event: end")).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusalsThatNobodyReadsHoldUpNobodyElse() throws IOException {
        String bad = RawClient.post(
                "/execute", "{\"job_id\":\"j\",\"temperature\":\"" + "\\u0001".repeat(600) + "\",\"prompt\":\"p\"}");
        try (MockWorker worker = MockWorker.start();
                RawClient deaf = new RawClient(worker.config().port());
                RawClient other = new RawClient(worker.config().port())) {
            deaf.socket().setReceiveBufferSize(4096);
            for (int i = 0; i < 200; i++) {
                deaf.send(bad);
            }

            other.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n");

            assertThat(other.readUntil("\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
