package dev.gpuworker.client;

import static dev.gpuworker.client.Streams.ERROR;
import static dev.gpuworker.client.Streams.JOB;
import static dev.gpuworker.client.Streams.STARTED;
import static dev.gpuworker.client.Streams.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gpuworker.client.ByteServer.Script;
import dev.gpuworker.client.transcript.TransferEnd;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerClientFailuresTest {
    private static final WorkerClientConfig DEFAULTS = WorkerClientConfig.defaults();

    @Test
    void refused() {
        URI url;
        try (ByteServer server = ByteServer.streaming()) {
            url = server.url();
        }
        try (WorkerClient client = new WorkerClient(url)) {
            RefusedException failure = catchThrowableOfType(
                    RefusedException.class, () -> client.execute(JOB).collect());

            assertThat(failure)
                    .hasMessageContaining(url.toString())
                    .hasMessageContaining("does a worker listen there?");
            assertThat(failure.transcript().ending()).isEqualTo(TransferEnd.REFUSED);
        }
    }

    @Test
    void unknownHost() {
        try (WorkerClient client = new WorkerClient(URI.create("http://no-such-host.invalid:8080"))) {
            assertThat(catchThrowableOfType(RefusedException.class, client::health))
                    .isNotNull();
        }
    }

    @Test
    void reset() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            peer.reset();
        };

        ResetException failure = failure(ResetException.class, DEFAULTS, script);

        assertThat(failure.transcript().ending()).isEqualTo(TransferEnd.RESET);
    }

    @Test
    void cutInsideAnEvent() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + "event: tok");
        };

        UnterminatedStreamException failure = failure(UnterminatedStreamException.class, DEFAULTS, script);

        assertThat(failure.transcript().ending()).isEqualTo(TransferEnd.CUT);
        assertThat(failure.events()).hasSize(1);
        assertThat(failure.transcript().body()).asString().endsWith("event: tok");
    }

    @Test
    void endedWithoutATerminalEvent() {
        Script script = peer -> {
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\nConnection: close\r\n\r\n");
            peer.send(STARTED + token(0, "a") + "event: end\ndata: {\"tokens_out\":1");
        };

        UnterminatedStreamException failure = failure(UnterminatedStreamException.class, DEFAULTS, script);

        assertThat(failure).hasMessageContaining("without a terminal event").hasMessageContaining("started token");
        assertThat(failure.transcript().ending()).isEqualTo(TransferEnd.COMPLETE);
    }

    @Test
    void closedWithoutAnyAnswer() {
        assertThat(failure(UnterminatedStreamException.class, DEFAULTS, peer -> {}))
                .isNotNull();
    }

    @Test
    void aConnectionThatBreaksAfterTheTerminalEventIsNoFailureOfTheJob() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + ERROR);
        };
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url())) {
            StreamRecord stream = client.execute(JOB).collect();

            assertThat(stream.events()).hasSize(2);
            assertThat(stream.transcript().ending()).isEqualTo(TransferEnd.CUT);
        }
    }

    @Test
    void notHttp() {
        MalformedResponseException failure = failure(
                MalformedResponseException.class, DEFAULTS, peer -> peer.send("220 smtp.example.org ESMTP\r\n\r\n"));

        assertThat(failure.transcript().ending()).isEqualTo(TransferEnd.NOT_HTTP);
    }

    @Test
    void brokenChunkedCoding() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            peer.send("zz\r\nrubbish\r\n");
            peer.hold();
        };

        assertThat(failure(MalformedResponseException.class, DEFAULTS, script).events())
                .hasSize(1);
    }

    @Test
    void wrongContentType() {
        MalformedResponseException failure =
                failure(MalformedResponseException.class, DEFAULTS, peer -> peer.answer(200, "application/json", "{}"));

        assertThat(failure).hasMessageContaining("Content-Type \"application/json\", expected text/event-stream");
    }

    @Test
    void httpErrorWithItsEnvelope() {
        String body =
                "{\"code\":\"INVALID_REQUEST\",\"message\":\"invalid request: top_p\",\"retriable\":false,\"errors\":"
                        + "[{\"field\":\"top_p\",\"constraint\":\"range(0.0..=1.0)\",\"message\":\"too big\",\"value\":\"3\"}]}";

        HttpErrorException failure =
                failure(HttpErrorException.class, DEFAULTS, peer -> peer.answer(400, "application/json", body));

        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.code()).contains("INVALID_REQUEST");
        assertThat(failure.retriable()).contains(false);
        assertThat(failure.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.field()).isEqualTo("top_p"));
        assertThat(failure).hasMessageContaining("top_p: too big");
    }

    @Test
    void httpErrorFromSomethingThatIsNoWorker() {
        HttpErrorException failure = failure(
                HttpErrorException.class, DEFAULTS, peer -> peer.answer(502, "text/html", "<h1>Bad gateway</h1>"));

        assertThat(failure.code()).isEmpty();
        assertThat(failure.retriable()).isEmpty();
        assertThat(failure).hasMessageContaining("HTTP 502 without an error envelope");
    }

    @Test
    void aRefusedJobIsNeverSentTwice() {
        Script script = peer -> peer.send("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url())) {
            HttpErrorException failure = catchThrowableOfType(
                    HttpErrorException.class, () -> client.execute(JOB).collect());

            assertThat(failure.transcript().header("Retry-After")).contains("0");
            assertThat(server.peers()).hasSize(1);
        }
    }

    private static <E extends WorkerClientException> E failure(
            Class<E> type, WorkerClientConfig config, Script script) {
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url(), config)) {
            return catchThrowableOfType(type, () -> client.execute(JOB).collect());
        }
    }
}
