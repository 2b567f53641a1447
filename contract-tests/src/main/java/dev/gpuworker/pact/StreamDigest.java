package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.ReceivedFrame;
import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.WireJson;
import java.util.List;
import java.util.Locale;

/**
 * One JSON document about one stream that Pact can match field by field: status, content type, the sequence of event
 * types as one string, the events by type, and facts about several events as booleans. {@code docs/pact.md} defines it.
 */
public final class StreamDigest {
    /** The event types of the contract; each has an array, even if no such event came. */
    private static final List<String> TYPES =
            List.of(ReadNames.STARTED, ReadNames.TOKEN, ReadNames.METRICS, ReadNames.END, ReadNames.ERROR);

    /**
     * Enough for every stream that a pact describes; in a flood the sequence ends with an ellipsis, which no matcher
     * accepts.
     */
    private static final int EVENTS_MAX = 200;

    private StreamDigest() {}

    /** Returns the digest of a recorded exchange; never throws because of what the worker sent. */
    public static String of(Transcript transcript) {
        TranscriptFrames read = TranscriptFrames.of(transcript);
        ObjectNode digest = WireJson.object();
        digest.put("status", transcript.status());
        digest.put("contentType", mediaType(transcript.header("content-type").orElse("")));
        ObjectNode events = WireJson.object();
        TYPES.forEach(events::putArray);
        StringBuilder sequence = new StringBuilder();
        for (ReceivedFrame received :
                read.frames().subList(0, Math.min(EVENTS_MAX, read.frames().size()))) {
            String type = type(received.frame());
            sequence.append(sequence.isEmpty() ? "" : " ").append(type);
            if (TYPES.contains(type)) {
                ((ArrayNode) events.get(type)).add(data(received.frame()));
            }
        }
        if (read.frames().size() > EVENTS_MAX) {
            sequence.append(" …");
        }
        digest.put("sequence", sequence.toString());
        digest.set("events", events);
        digest.set("facts", DigestFacts.of(transcript, read, events));
        return WireJson.text(digest);
    }

    /** Returns the event's type; {@code message} if it has none, as the standard says. */
    static String type(SseFrame frame) {
        return frame.event() == null ? "message" : frame.event();
    }

    /**
     * Returns the JSON of the event; replaces anything other than a JSON object by an object with one field that no
     * matcher expects.
     */
    private static JsonNode data(SseFrame frame) {
        try {
            JsonNode data = WireJson.tree(frame.data());
            return data.isObject() ? data : WireJson.object().put("$notAnObject", true);
        } catch (JsonProcessingException e) {
            return WireJson.object().put("$notJson", true);
        }
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
