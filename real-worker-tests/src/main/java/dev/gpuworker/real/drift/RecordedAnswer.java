package dev.gpuworker.real.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gpuworker.client.ReceivedFrame;
import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The answer to a request.
 *
 * @param request what was sent
 * @param transcript the exchange
 * @param read its frames; meaningless if the answer is not a stream
 */
record RecordedAnswer(RecordedRequest request, Transcript transcript, TranscriptFrames read) {
    private static final double NANOS_PER_MILLI = 1e6;

    static RecordedAnswer of(RecordedRequest request, Transcript transcript) {
        return new RecordedAnswer(request, transcript, TranscriptFrames.of(transcript));
    }

    List<ReceivedFrame> frames() {
        return isStream() ? read.frames() : List.of();
    }

    /** Returns whether the response ended in good order, with nothing but comments after its last frame. */
    boolean isWhole() {
        return transcript.ending() == TransferEnd.COMPLETE && read.problem().isEmpty() && read.lastComplete();
    }

    boolean isStream() {
        return mediaType().equals("text/event-stream");
    }

    /** Returns the content type without its parameters, in lower case; empty without one. */
    String mediaType() {
        return transcript
                .header("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the body as JSON: a text node if it is not JSON, a missing node if it is empty. */
    JsonNode body() {
        String text = new String(transcript.body(), StandardCharsets.UTF_8);
        return text.isEmpty() ? MissingNode.getInstance() : jsonOrText(text);
    }

    /** Returns the exchange as one JSON object; the frames of a stream go to a separate file. */
    ObjectNode toJson() {
        ObjectNode json = WireJson.object()
                .put("name", request.name())
                .put("method", request.method())
                .put("path", request.path());
        if (!request.body().isEmpty()) {
            json.set("request", jsonOrText(request.body()));
        }
        json.put("status", transcript.status());
        json.set("headers", WireJson.object());
        transcript
                .headers()
                .forEach((name, values) -> json.withObject("/headers").put(name, String.join(", ", values)));
        json.put("ending", transcript.ending().name());
        if (isStream()) {
            return json.put("frames", frames().size());
        }
        JsonNode body = body();
        return body.isMissingNode() ? json : json.set("body", body);
    }

    /** Returns the frames as NDJSON that {@code TranscriptImport} reads. */
    String framesNdjson() {
        StringBuilder lines = new StringBuilder();
        for (ReceivedFrame received : frames()) {
            ObjectNode line = WireJson.object()
                    .put("at_ms", Math.max(0, received.nanos()) / NANOS_PER_MILLI)
                    .put("event", received.frame().event());
            lines.append(PrintableText.of(WireJson.text(
                            line.set("data", jsonOrText(received.frame().data())))))
                    .append('\n');
        }
        return lines.toString();
    }

    static JsonNode jsonOrText(String text) {
        try {
            return WireJson.tree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }
}
