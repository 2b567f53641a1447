package dev.gpuworker.client;

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

/** Every deadline and every limit, each against a server that only it can stop. */
@Timeout(60)
class WorkerClientLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final WorkerClientConfig DEFAULTS = WorkerClientConfig.defaults();

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
