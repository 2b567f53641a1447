package dev.gpuworker.assertions;

import dev.gpuworker.client.StreamEvents;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.transcript.EventFault;
import dev.gpuworker.client.transcript.EventOrder;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a stream that was read to its end. */
public final class StreamAssert extends AbstractAssert<StreamAssert, StreamRecord> {
    private static final String REPLACEMENT = "\uFFFD";

    StreamAssert(StreamRecord actual) {
        super(actual, StreamAssert.class);
    }

    /**
     * Asserts the order of events, contiguous token indexes and a {@code tokens_out} that counts them (M0-W-1311,
     * M0-W-1312).
     */
    public StreamAssert isInOrder() {
        Optional<EventFault> fault = EventFault.firstOf(actual.events());
        if (fault.isPresent()) {
            throw around(fault.orElseThrow().index(), fault.orElseThrow().problem());
        }
        return this;
    }

    /** Asserts the types of all events, as {@link EventOrder#sequence} writes them: {@code started token*8 end}. */
    public StreamAssert hasSequence(String expected) {
        String sequence = EventOrder.sequence(actual.events());
        if (!sequence.equals(expected)) {
            throw around(
                    actual.received().size() - 1,
                    "expected the sequence \"" + expected + "\", but was \"" + sequence + "\"");
        }
        return this;
    }

    /** Asserts the number of tokens. */
    public StreamAssert hasTokens(int expected) {
        int tokens = tokens().size();
        if (tokens != expected) {
            throw around(actual.received().size() - 1, "expected " + expected + " tokens, but got " + tokens);
        }
        return this;
    }

    /** Asserts the joined text of all tokens. */
    public StreamAssert hasText(String expected) {
        if (!actual.text().equals(expected)) {
            throw around(0, "expected the text \"" + expected + "\", but was \"" + actual.text() + "\"");
        }
        return this;
    }

    /** Asserts that no token contains U+FFFD, the sign of a character cut in half (M0-W-1824). */
    public StreamAssert hasWholeCharacters() {
        List<InferenceEvent> events = actual.events();
        for (int at = 0; at < events.size(); at++) {
            if (events.get(at) instanceof InferenceEvent.Token token
                    && token.t().contains(REPLACEMENT)) {
                throw around(at, "token " + token.i() + " holds U+FFFD");
            }
        }
        return this;
    }

    /** Asserts that the stream ended with {@code end} and this stop reason. */
    public StreamAssert endsWith(StopReason expected) {
        boolean asExpected = actual.terminal() instanceof InferenceEvent.End end && end.stopReason() == expected;
        if (!asExpected) {
            throw around(actual.received().size() - 1, "expected \"end\" with stop_reason " + expected);
        }
        return this;
    }

    /** Asserts that the stream ended with an {@code error} event of this code. */
    public StreamAssert endsWith(ErrorCode expected) {
        boolean asExpected = actual.terminal() instanceof InferenceEvent.Failed failed
                && failed.code().equals(expected.name());
        if (!asExpected) {
            throw around(actual.received().size() - 1, "expected \"error\" with code " + expected);
        }
        return this;
    }

    /** Asserts that the first token came within this time after the request was sent. */
    public StreamAssert hasFirstTokenWithin(Duration limit) {
        Duration ttft = actual.timings().ttft().orElse(null);
        if (ttft == null || ttft.compareTo(limit) > 0) {
            String got = ttft == null ? "no token came" : "it took " + millis(ttft);
            throw around(0, "expected the first token within " + millis(limit) + ", but " + got);
        }
        return this;
    }

    /** Asserts a percentile of the inter-token latencies, by the nearest-rank rule. */
    public StreamAssert hasItlPercentileWithin(double percent, Duration limit) {
        Duration itl = actual.timings().itlPercentile(percent).orElse(Duration.ZERO);
        if (itl.compareTo(limit) > 0) {
            throw around(
                    0,
                    "expected p" + percent + " of the inter-token latencies within " + millis(limit) + ", but it is "
                            + millis(itl));
        }
        return this;
    }

    private List<String> tokens() {
        return StreamEvents.extractTokens(actual.events());
    }

    private AssertionError around(int index, String problem) {
        return failure("%s%n%s", problem, Timeline.of(actual.received(), index));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
