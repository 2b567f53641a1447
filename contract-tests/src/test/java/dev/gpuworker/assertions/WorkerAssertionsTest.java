package dev.gpuworker.assertions;

import static dev.gpuworker.assertions.WorkerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.InferenceEvent.End;
import dev.gpuworker.wire.InferenceEvent.Started;
import dev.gpuworker.wire.InferenceEvent.Token;
import dev.gpuworker.wire.StopReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkerAssertionsTest {
    private static final InferenceEvent STARTED = new Started("j", "m", Instant.EPOCH, null);

    @Test
    void acceptsAGoodStream() {
        assertThat(stream(STARTED, new Token("a", 0), new Token("b", 1), new End(2, 1, StopReason.EOS, null)))
                .isInOrder()
                .hasSequence("started token*2 end")
                .hasTokens(2)
                .hasText("ab")
                .hasWholeCharacters()
                .endsWith(StopReason.EOS)
                .hasFirstTokenWithin(Duration.ofMillis(10))
                .hasItlPercentileWithin(99, Duration.ofMillis(10));
    }

    @Test
    void showsTheStreamAroundTheFault() {
        StreamRecord stream = stream(STARTED, new Token("a", 0), new Token("c", 2), new End(2, 1, null, null));

        assertThat(message(() -> assertThat(stream).isInOrder()))
                .contains("token index 2, expected 1")
                .containsPattern("> #2 +20\\.0 ms  bytes 200–300  Token\\[t=c, i=2]");
    }

    @Test
    void everyAssertionFailsOnAStreamThatBreaksIt() {
        StreamRecord stream = stream(STARTED, new Token("\uFFFD", 0), new Token("x", 1), new End(2, 1, null, null));

        assertThat(message(() -> assertThat(stream).hasSequence("started end"))).contains("\"started token*2 end\"");
        assertThat(message(() -> assertThat(stream).hasTokens(3))).contains("expected 3 tokens, but got 2");
        assertThat(message(() -> assertThat(stream).hasText("x"))).contains("expected the text \"x\"");
        assertThat(message(() -> assertThat(stream).hasWholeCharacters())).contains("token 0 holds U+FFFD", "> #1");
        assertThat(message(() -> assertThat(stream).endsWith(StopReason.EOS))).contains("stop_reason EOS", "> #3");
        assertThat(message(() -> assertThat(stream).endsWith(ErrorCode.CANCELLED)))
                .contains("code CANCELLED");
        assertThat(message(() -> assertThat(stream).hasFirstTokenWithin(Duration.ofMillis(9))))
                .contains("10.0 ms");
        assertThat(message(() -> assertThat(stream).hasItlPercentileWithin(50, Duration.ofMillis(9))))
                .contains("p50.0", "10.0 ms");
    }

    @Test
    void acceptsAGoodTranscript() {
        assertThat(transcript("event: a\ndata: 1\n\ndata: 2\n\n: bye\n"))
                .hasStatus(200)
                .hasHeader("Content-Type", "text/event-stream")
                .ended(TransferEnd.COMPLETE)
                .hasBody("event: a\ndata: 1\n\ndata: 2\n\n: bye\n")
                .hasFrames("a", "null");
    }

    @Test
    void everyAssertionFailsOnATranscriptThatBreaksIt() {
        Transcript transcript = transcript("event: a\ndata: 1\n\nevent: b\ndata: ");

        assertThat(message(() -> assertThat(transcript).hasStatus(503))).contains("503, but was 200");
        assertThat(message(() -> assertThat(transcript).hasHeader("Retry-After", "1")))
                .contains("but was absent");
        assertThat(message(() -> assertThat(transcript).ended(TransferEnd.CUT))).contains("expected the ending CUT");
        assertThat(message(() -> assertThat(transcript).hasBody("event: x"))).contains("at byte 7", "event: »a");
        assertThat(message(() -> assertThat(transcript).hasFrames("a", "b"))).contains("expected the events [a, b]");
        assertThat(message(() -> assertThat(transcript).hasFrames("a"))).contains("the last event is incomplete");
    }

    private static String message(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isInstanceOf(AssertionError.class);
        return String.valueOf(thrown.getMessage());
    }

    private static StreamRecord stream(InferenceEvent... events) {
        List<ReceivedEvent> received = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            received.add(new ReceivedEvent(events[i], Duration.ofMillis(10L * i).toNanos(), 100L * i, 100L * (i + 1)));
        }
        return new StreamRecord(received, transcript(""));
    }

    private static Transcript transcript(String body) {
        return Transcript.builder("POST", "/execute")
                .requestBody("{}")
                .head(200, Map.of("content-type", List.of("text/event-stream")), 1)
                .chunks(List.of(new Chunk(2, body.getBytes(StandardCharsets.UTF_8))))
                .ended(TransferEnd.COMPLETE, 3, "")
                .build();
    }
}
