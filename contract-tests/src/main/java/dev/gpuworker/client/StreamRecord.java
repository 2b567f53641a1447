package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.StreamTimings;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;

/**
 * A stream that was read to its end: its terminal event came, and nothing followed.
 *
 * @param received the events with their times, the last of them the terminal one
 * @param transcript every byte with its arrival time
 */
public record StreamRecord(List<ReceivedEvent> received, Transcript transcript) {
    /** Copies the list. */
    public StreamRecord {
        received = List.copyOf(received);
    }

    /** Returns the events in order. */
    public List<InferenceEvent> events() {
        return received.stream().map(ReceivedEvent::event).toList();
    }

    /** Returns the {@code end} or {@code error} event. */
    public InferenceEvent terminal() {
        return received.get(received.size() - 1).event();
    }

    /** Returns the texts of the tokens, joined. */
    public String text() {
        return String.join("", StreamEvents.extractTokens(events()));
    }

    /** Returns the timings of the stream. */
    public StreamTimings timings() {
        return StreamTimings.of(received);
    }
}
