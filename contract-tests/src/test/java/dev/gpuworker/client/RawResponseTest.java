package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gpuworker.wire.ExecuteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RawResponseTest {
    private static final ExecuteRequest JOB = ExecuteRequest.of("j1", "hello");

    @Test
    void theBytesAreReadWhileTheyCome() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (ByteServer server = new ByteServer(peer -> {
                    peer.head();
                    peer.chunk("data: one\n\n");
                    await(read);
                    peer.chunk("data: two\n\n");
                    peer.lastChunk();
                });
                WorkerClient worker = new WorkerClient(server.url());
                RawResponse response = worker.executeRaw(JOB)) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).contains("text/event-stream");
            assertThat(text(response, 11)).isEqualTo("data: one\n\n");

            read.countDown();

            assertThat(text(response, 11)).isEqualTo("data: two\n\n");
            assertThat(response.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRefusalIsReadLikeAnyOtherAnswer() throws IOException {
        try (ByteServer server = new ByteServer(
                        peer -> peer.send("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\nno"));
                WorkerClient worker = new WorkerClient(server.url());
                RawResponse response = worker.executeRaw(JOB)) {
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("Retry-After")).contains("0");
            assertThat(text(response, 2)).isEqualTo("no");
        }
    }

    @Test
    void aTransferThatBreaksHasItsOwnException() {
        try (ByteServer server = new ByteServer(peer -> {
                    peer.head();
                    peer.chunk("x");
                });
                WorkerClient worker = new WorkerClient(server.url());
                RawResponse response = worker.executeRaw(JOB)) {
            assertThatExceptionOfType(UnterminatedStreamException.class)
                    .isThrownBy(() -> response.body().readAllBytes());
        }
    }

    @Test
    void silenceEndsAtTheDeadlineAndWhatNeverAnswersToo() throws IOException {
        WorkerClientConfig impatient =
                WorkerClientConfig.defaults().withIdle(Duration.ofMillis(150)).withFirstEvent(Duration.ofMillis(150));
        try (ByteServer silent = new ByteServer(Peer::hold);
                ByteServer stalling = new ByteServer(peer -> {
                    peer.head();
                    peer.chunk("x");
                    peer.hold();
                });
                WorkerClient unanswered = new WorkerClient(silent.url(), impatient);
                WorkerClient worker = new WorkerClient(stalling.url(), impatient);
                RawResponse response = worker.executeRaw(JOB)) {
            assertThat(response.body().read()).isEqualTo('x');

            assertThatExceptionOfType(TimedOutException.class)
                    .isThrownBy(() -> response.body().read())
                    .withMessageContaining("idle deadline");
            assertThatExceptionOfType(TimedOutException.class)
                    .isThrownBy(() -> unanswered.executeRaw(JOB))
                    .withMessageContaining("first-event deadline");
        }
    }

    @Test
    void closingItIsLeaving() throws Exception {
        try (ByteServer server = new ByteServer(peer -> {
                    peer.head();
                    peer.hold();
                });
                WorkerClient worker = new WorkerClient(server.url())) {
            worker.executeRaw(JOB).close();

            assertThat(server.peers().get(0).gone().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String text(RawResponse response, int bytes) throws IOException {
        return new String(response.body().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
