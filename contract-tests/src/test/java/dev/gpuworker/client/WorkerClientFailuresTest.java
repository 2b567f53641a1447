package dev.gpuworker.client;

import static dev.gpuworker.client.Streams.ERROR;
import static dev.gpuworker.client.Streams.JOB;
import static dev.gpuworker.client.Streams.STARTED;
import static dev.gpuworker.client.Streams.end;
import static dev.gpuworker.client.Streams.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gpuworker.client.ByteServer.Script;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerClientFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(150);
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
            assertThat(failure.transcript().ending()).isEqualTo(Ending.REFUSED);
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
    void connectDeadline() {
        // An address that is routed nowhere: packets vanish, so that only the deadline can end the call.
        WorkerClientConfig config = DEFAULTS.withConnect(SHORT);
        try (WorkerClient client = new WorkerClient(URI.create("http://192.0.2.1:9"), config)) {
            WorkerClientException failure = catchThrowableOfType(WorkerClientException.class, client::health);

            // Some networks answer "unreachable" at once, which is a refusal and just as final.
            assertThat(failure).isInstanceOfAny(TimedOutException.class, RefusedException.class);
        }
    }

    @Test
    void firstEventDeadlineIsNotFooledByComments() {
        Script script = peer -> {
            peer.head();
            peer.chunk(": keep-alive\n\n");
            peer.hold();
        };

        TimedOutException failure = failure(TimedOutException.class, DEFAULTS.withFirstEvent(SHORT), script);

        assertThat(failure.deadline()).isEqualTo(DeadlineKind.FIRST_EVENT);
        assertThat(failure).hasMessageContaining("no event within 150 ms (first-event deadline)");
        assertThat(failure.transcript().body()).asString().isEqualTo(": keep-alive\n\n");
    }

    @Test
    void firstEventDeadlineAlsoHoldsForAServerThatSaysNothing() {
        TimedOutException failure = failure(TimedOutException.class, DEFAULTS.withFirstEvent(SHORT), Peer::hold);

        assertThat(failure.deadline()).isEqualTo(DeadlineKind.FIRST_EVENT);
        assertThat(failure).hasMessageContaining("arrived: nothing");
    }

    @Test
    void idleDeadline() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + token(0, "a"));
            peer.hold();
        };

        TimedOutException failure = failure(TimedOutException.class, DEFAULTS.withIdle(SHORT), script);

        assertThat(failure.deadline()).isEqualTo(DeadlineKind.IDLE);
        assertThat(failure.events()).hasSize(2);
        assertThat(failure).hasMessageContaining("events: started token");
    }

    @Test
    void idleDeadlineAlsoHoldsAfterTheTerminalEvent() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + end(0));
            peer.hold();
        };

        TimedOutException failure = failure(TimedOutException.class, DEFAULTS.withIdle(SHORT), script);

        assertThat(failure.deadline()).isEqualTo(DeadlineKind.IDLE);
        assertThat(failure.events()).hasSize(2);
    }

    @Test
    void totalDeadlineEndsAStreamThatDripsForEver() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            for (int i = 0; ; i++) {
                peer.chunk(token(i, "x"));
            }
        };

        TimedOutException failure =
                failure(TimedOutException.class, DEFAULTS.withTotal(SHORT).withLimits(1L << 30, 1 << 20), script);

        assertThat(failure.deadline()).isEqualTo(DeadlineKind.TOTAL);
    }

    @Test
    void answerDeadline() {
        try (ByteServer server = new ByteServer(Peer::hold);
                WorkerClient client = new WorkerClient(server.url(), DEFAULTS.withAnswer(SHORT))) {
            TimedOutException failure = catchThrowableOfType(TimedOutException.class, client::health);

            assertThat(failure.deadline()).isEqualTo(DeadlineKind.ANSWER);
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

        assertThat(failure.transcript().ending()).isEqualTo(Ending.RESET);
    }

    @Test
    void cutInsideAnEvent() {
        Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + "event: tok");
        };

        UnterminatedStreamException failure = failure(UnterminatedStreamException.class, DEFAULTS, script);

        assertThat(failure.transcript().ending()).isEqualTo(Ending.CUT);
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
        assertThat(failure.transcript().ending()).isEqualTo(Ending.COMPLETE);
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
            assertThat(stream.transcript().ending()).isEqualTo(Ending.CUT);
        }
    }

    @Test
    void notHttp() {
        MalformedResponseException failure = failure(
                MalformedResponseException.class, DEFAULTS, peer -> peer.send("220 smtp.example.org ESMTP\r\n\r\n"));

        assertThat(failure.transcript().ending()).isEqualTo(Ending.NOT_HTTP);
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

    @Test
    void aFloodOfBytesIsCutOff() {
        Script script = peer -> {
            peer.head();
            while (true) {
                peer.chunk(": " + "x".repeat(4000) + "\n");
            }
        };

        LimitExceededException failure =
                failure(LimitExceededException.class, DEFAULTS.withLimits(1 << 16, 1 << 20), script);

        assertThat(failure).hasMessageContaining("the body exceeds the limit of 65536 bytes");
    }

    @Test
    void anEndlessEventIsCutOff() {
        Script script = peer -> {
            peer.head();
            while (true) {
                peer.chunk("data: " + "x".repeat(500) + "\n");
            }
        };

        LimitExceededException failure =
                failure(LimitExceededException.class, DEFAULTS.withLimits(1 << 24, 4096), script);

        assertThat(failure).hasMessageContaining("an event exceeds the limit of 4096 bytes (it begins at byte 0)");
    }

    @Test
    void anEndlessChunkExtensionIsCutOff() {
        byte[] flood = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        Script script = peer -> {
            peer.head();
            peer.send("5;");
            while (true) {
                peer.send(flood);
            }
        };

        LimitExceededException failure =
                failure(LimitExceededException.class, DEFAULTS.withLimits(1 << 16, 1 << 16), script);

        assertThat(failure).hasMessageContaining("the connection exceeds the limit");
    }

    private static <E extends WorkerClientException> E failure(
            Class<E> type, WorkerClientConfig config, Script script) {
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url(), config)) {
            return catchThrowableOfType(type, () -> client.execute(JOB).collect());
        }
    }
}
