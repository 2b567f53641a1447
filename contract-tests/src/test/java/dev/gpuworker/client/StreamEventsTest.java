package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.StreamTimings;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.InferenceEvent.End;
import dev.gpuworker.wire.InferenceEvent.Failed;
import dev.gpuworker.wire.InferenceEvent.Metrics;
import dev.gpuworker.wire.InferenceEvent.Started;
import dev.gpuworker.wire.InferenceEvent.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamEventsTest {
    private static final InferenceEvent STARTED = new Started("j", "m", Instant.EPOCH, null);
    private static final InferenceEvent FAILED = Failed.of(ErrorCode.CANCELLED, "cancelled");

    @Test
    void extractsTheTokens() {
        assertThat(StreamEvents.extractTokens(List.of(STARTED, token(0), new Metrics(1, 1), token(1), end(2))))
                .containsExactly("t0", "t1");
    }

    @Test
    void collectsTheEventsOfAStreamThatIsWhole() {
        try (MockWorker worker = MockWorker.start();
                WorkerClient client = new WorkerClient(worker.url())) {
            worker.enqueue(
                    Script.builder().started().token("a").token("b").end().build());

            List<InferenceEvent> events = StreamEvents.collectEvents(client.execute(Streams.JOB));

            StreamEvents.assertEventOrder(events);
            assertThat(StreamEvents.extractTokens(events)).containsExactly("a", "b");
            assertThat(events).hasSize(4);
        }
    }

    @Test
    void collectingReportsAStreamThatBreaksOff() {
        try (MockWorker worker = MockWorker.start();
                WorkerClient client = new WorkerClient(worker.url())) {
            worker.enqueue(Scenario.named("broken").violates("M0-W-1311").stream(
                    Script.builder().started().token("a").reset().build()));
            EventStream stream = client.execute(Streams.JOB);

            assertThatThrownBy(() -> StreamEvents.collectEvents(stream)).isInstanceOf(ResetException.class);
        }
    }

    @Test
    void acceptsEventsInOrder() {
        assertThatCode(() -> StreamEvents.assertEventOrder(List.of(STARTED, token(0), new Metrics(1, 1), end(1))))
                .doesNotThrowAnyException();
        assertThatCode(() -> StreamEvents.assertEventOrder(List.of(STARTED, FAILED)))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsWhatIsOutOfOrder() {
        assertFault("event 0 of 1: \"token\" before \"started\"", token(0));
        assertFault("event 1 of 2: a second \"started\"", STARTED, STARTED);
        assertFault("event 2 of 3: \"token\" after the terminal event \"end\"", STARTED, end(0), token(0));
        assertFault("event 2 of 3: \"error\" after the terminal event \"end\"", STARTED, end(0), FAILED);
        assertFault("event 2 of 3: token index 2, expected 1", STARTED, token(0), token(2));
        assertFault("event 2 of 3: tokens_out is 5, but 1 tokens came", STARTED, token(0), end(5));
        assertFault("event 1 of 1: no terminal event; expected end or error", STARTED);
        assertFault("event 0 of 0: no terminal event");
    }

    @Test
    void showsTheEventsAroundTheFault() {
        assertThatThrownBy(() -> StreamEvents.assertEventOrder(List.of(STARTED, token(0), token(2), end(2))))
                .hasMessageContaining("    1 Token[t=t0, i=0]\n  > 2 Token[t=t2, i=2]\n    3 End[");
    }

    @Test
    void timesAStream() {
        StreamTimings timings = StreamTimings.of(List.of(
                at(1, STARTED),
                at(10, token(0)),
                at(12, token(1)),
                at(15, token(2)),
                at(25, token(3)),
                at(26, end(4))));

        assertThat(timings.ttft()).contains(Duration.ofMillis(10));
        assertThat(timings.itl()).containsExactly(Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(10));
        assertThat(timings.itlPercentile(50)).contains(Duration.ofMillis(3));
        assertThat(timings.itlPercentile(100)).contains(Duration.ofMillis(10));
        assertThat(timings.itlPercentile(1)).contains(Duration.ofMillis(2));
        assertThat(timings.decodeTime()).contains(Duration.ofMillis(16));
        assertThat(timings.total()).isEqualTo(Duration.ofMillis(26));
    }

    @Test
    void timesAStreamWithoutTokens() {
        StreamTimings timings = StreamTimings.of(List.of(at(1, STARTED), at(3, FAILED)));

        assertThat(timings.ttft()).isEmpty();
        assertThat(timings.itlPercentile(99)).isEmpty();
        assertThat(timings.decodeTime()).isEmpty();
        assertThat(timings.total()).isEqualTo(Duration.ofMillis(3));
        assertThatThrownBy(() -> timings.itlPercentile(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFault(String message, InferenceEvent... events) {
        assertThatThrownBy(() -> StreamEvents.assertEventOrder(List.of(events)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(message);
    }

    private static ReceivedEvent at(long millis, InferenceEvent event) {
        return new ReceivedEvent(event, Duration.ofMillis(millis).toNanos(), 0, 0);
    }

    private static InferenceEvent token(int i) {
        return new Token("t" + i, i);
    }

    private static InferenceEvent end(int tokens) {
        return new End(tokens, 1, null, null);
    }
}
