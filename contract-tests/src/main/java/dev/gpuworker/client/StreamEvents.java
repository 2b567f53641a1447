package dev.gpuworker.client;

import dev.gpuworker.client.transcript.EventFault;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import java.util.Optional;

/** What tests do with the events of a stream, in one line each. */
public final class StreamEvents {
    private StreamEvents() {}

    /** Reads a stream to its end and returns its events. Throws {@link WorkerClientException} where it fails. */
    public static List<InferenceEvent> collectEvents(EventStream stream) {
        return stream.collect().events();
    }

    /** Returns the texts of the tokens, in order. */
    public static List<String> extractTokens(List<InferenceEvent> events) {
        return events.stream()
                .filter(InferenceEvent.Token.class::isInstance)
                .map(event -> ((InferenceEvent.Token) event).t())
                .toList();
    }

    /**
     * Asserts that the events stand in the order of M0-W-1311 and M0-W-1312: {@code started} first, token indexes from
     * 0 without a gap, exactly one terminal event, last, whose {@code tokens_out} is the number of tokens. Throws
     * {@link AssertionError} with the events around the fault.
     */
    public static void assertEventOrder(List<InferenceEvent> events) {
        Optional<EventFault> fault = EventFault.firstOf(events);
        if (fault.isPresent()) {
            throw new AssertionError(fault.orElseThrow().describe(events));
        }
    }
}
