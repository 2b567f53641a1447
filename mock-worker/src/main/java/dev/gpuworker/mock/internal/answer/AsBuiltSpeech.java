package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import dev.gpuworker.wire.WireJson;

/**
 * Frames events as the worker of October 2025 does: the type stands in the JSON alone (as-built 1), {@code started} is
 * filled with constants (2), an error has one code and no {@code retriable} (4), end of text is told as
 * {@code MAX_TOKENS} (10).
 */
final class AsBuiltSpeech implements Speech {
    @Override
    public String frame(InferenceEvent event) {
        return "data: " + WireJson.text(node(event)) + "\n\n";
    }

    private static ObjectNode node(InferenceEvent event) {
        ObjectNode node = WireJson.object().put("type", event.type());
        if (event instanceof InferenceEvent.Started started) {
            return node.put("job_id", started.jobId()).put("model", "model").put("started_at", "0");
        } else if (event instanceof InferenceEvent.Failed failed) {
            return node.put("code", "INFERENCE_FAILED").put("message", failed.message());
        } else if (event instanceof InferenceEvent.End end) {
            return node.put("tokens_out", end.tokensOut())
                    .put("decode_time_ms", end.decodeTimeMs())
                    .put("stop_reason", StopReason.MAX_TOKENS.name());
        }
        return node.setAll(fields(event));
    }

    private static ObjectNode fields(InferenceEvent event) {
        try {
            return (ObjectNode) WireJson.tree(SseFrame.of(event).data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the wire's own JSON is none", e);
        }
    }
}
