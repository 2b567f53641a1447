package dev.gpuworker.client;

import dev.gpuworker.client.transcript.EventFault;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import java.util.Optional;

/** One-line helpers for tests that use the events of a stream. */
public final class StreamEvents {
    private StreamEvents() {}

    /** Reads a stream to its end and returns its events. Throws {@link WorkerClientException} if the stream fails. */
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
     * Asserts that the events are in the order of M0-W-1311 and M0-W-1312: {@code started} first, token indexes from 0
     * without a gap, and last exactly one terminal event, whose {@code tokens_out} is the number of tokens. Throws
     * {@link AssertionError} with the events around the fault.
     */
    public static void assertEventOrder(List<InferenceEvent> events) {
        Optional<EventFault> fault = EventFault.firstOf(events);
        if (fault.isPresent()) {
            throw new AssertionError(fault.orElseThrow().describe(events));
        }
    }
}
