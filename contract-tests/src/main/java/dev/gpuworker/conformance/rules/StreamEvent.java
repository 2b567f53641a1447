package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.wire.WireJson;

/**
 * One event of a job's stream.
 *
 * @param index its position in the stream, from 0
 * @param type the {@code event:} line; the JSON's {@code type} if that line is missing, so that other rules can still
 *     judge; otherwise {@code message}
 * @param json the data; a missing node if it is not JSON
 * @param frame the frame that it was decoded from
 */
record StreamEvent(int index, String type, JsonNode json, Frame frame) {
    static StreamEvent of(int index, Frame frame) {
        JsonNode json = parse(frame.data());
        String type = frame.event() != null
                ? frame.event()
                : json.path(ReadNames.TYPE).asText("message");
        return new StreamEvent(index, type, json, frame);
    }

    private static JsonNode parse(String data) {
        try {
            return WireJson.tree(data);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isTerminal() {
        return ReadNames.END.equals(type) || ReadNames.ERROR.equals(type);
    }

    boolean isError(String code) {
        return ReadNames.ERROR.equals(type)
                && code.equals(json.path(ReadNames.CODE).asText());
    }

    /** Returns type and position, as in {@code token #4}. */
    String name() {
        return type + " #" + index;
    }
}
