package dev.gpuworker.real;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.ReceivedFrame;
import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a transcript as JSON lines: the request, one line for every frame as it was on the wire, and the ending.
 * Times are milliseconds since the last byte of the request was written.
 */
final class TranscriptLines {
    private static final double NANOS_PER_MILLI = 1e6;

    private TranscriptLines() {}

    static List<ObjectNode> of(String jobId, Transcript transcript) {
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(request(jobId, transcript));
        TranscriptFrames frames = TranscriptFrames.of(transcript);
        for (int i = 0; i < frames.frames().size(); i++) {
            lines.add(frame(jobId, i, frames.frames().get(i)));
        }
        lines.add(end(jobId, transcript, frames));
        return lines;
    }

    private static ObjectNode request(String jobId, Transcript transcript) {
        ObjectNode line =
                line(jobId, "request").put("method", transcript.method()).put("path", transcript.path());
        setJsonOrText(line, "body", transcript.requestBody());
        return line;
    }

    private static ObjectNode frame(String jobId, int number, ReceivedFrame received) {
        ObjectNode line = line(jobId, "frame")
                .put("number", number)
                .put("at_ms", received.nanos() / NANOS_PER_MILLI)
                .put("event", received.frame().event());
        setJsonOrText(line, "data", received.frame().data());
        line.putArray("bytes").add(received.fromByte()).add(received.toByte());
        return line;
    }

    private static ObjectNode end(String jobId, Transcript transcript, TranscriptFrames frames) {
        ObjectNode line = line(jobId, "end")
                .put("at_ms", transcript.endNanos() / NANOS_PER_MILLI)
                .put("status", transcript.status())
                .put("ending", transcript.ending().name())
                .put("detail", transcript.endDetail())
                .put("body_bytes", transcript.body().length);
        frames.problem().ifPresent(problem -> line.put("problem", problem + " at byte " + frames.atByte()));
        return line;
    }

    private static ObjectNode line(String jobId, String kind) {
        return WireJson.object().put("job_id", jobId).put("kind", kind);
    }

    /** Keeps anything that is not JSON as text: a broken event is evidence too. */
    private static void setJsonOrText(ObjectNode line, String field, String text) {
        try {
            line.set(field, WireJson.tree(text));
        } catch (JsonProcessingException notJson) {
            line.put(field + "_text", text);
        }
    }
}
