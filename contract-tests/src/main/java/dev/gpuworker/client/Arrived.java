package dev.gpuworker.client;

import dev.gpuworker.client.transcript.EventOrder;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import java.util.Locale;

/**
 * The bytes and events that had arrived when a call failed.
 *
 * @param url the called URL
 * @param transcript the exchange so far
 * @param received the events decoded so far, in order
 */
record Arrived(String url, Transcript transcript, List<ReceivedEvent> received) {
    Arrived {
        received = List.copyOf(received);
    }

    List<InferenceEvent> events() {
        return received.stream().map(ReceivedEvent::event).toList();
    }

    /** Describes what had arrived, without any text of the body. */
    String describe() {
        if (transcript.headNanos() < 0) {
            return "arrived: nothing" + detail();
        }
        long bytes =
                transcript.chunks().stream().mapToLong(c -> c.bytes().length).sum();
        String last = transcript.chunks().isEmpty()
                ? ""
                : ", the last after "
                        + millis(transcript
                                .chunks()
                                .get(transcript.chunks().size() - 1)
                                .nanos());
        return "arrived: HTTP " + transcript.status() + " after " + millis(transcript.headNanos()) + ", " + bytes
                + " bytes in " + transcript.chunks().size() + " pieces" + last + "; events: "
                + EventOrder.sequence(events()) + detail();
    }

    private String detail() {
        return transcript.endDetail().isEmpty() ? "" : "\n  transport said: " + transcript.endDetail();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
