package dev.gpuworker.mock.scenario.internal.frames;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import dev.gpuworker.wire.WireJson;

/**
 * Frames events as the worker of October 2025 does: the type stands in the JSON alone (as-built 1), {@code started} is
 * filled with constants and there is no {@code metrics} (2), an error has one code and no {@code retriable} (4), end of
 * text is reported as {@code MAX_TOKENS} (16).
 */
final class AsBuiltSpeech implements Speech, InferenceEvent.Visitor<ObjectNode> {
    @Override
    public String frame(InferenceEvent event) {
        ObjectNode node = event.accept(this);
        return node.isEmpty() ? "" : "data: " + WireJson.text(node) + "\n\n";
    }

    @Override
    public ObjectNode started(InferenceEvent.Started event) {
        return object(event)
                .put(SentNames.JOB_ID, event.jobId())
                .put(SentNames.MODEL, "model")
                .put(SentNames.STARTED_AT, "0");
    }

    @Override
    public ObjectNode token(InferenceEvent.Token event) {
        return asOnTheWire(event);
    }

    @Override
    public ObjectNode metrics(InferenceEvent.Metrics event) {
        return WireJson.object(); // there is no such event
    }

    @Override
    public ObjectNode end(InferenceEvent.End event) {
        return object(event)
                .put(SentNames.TOKENS_OUT, event.tokensOut())
                .put(SentNames.DECODE_TIME_MS, event.decodeTimeMs())
                .put(SentNames.STOP_REASON, StopReason.MAX_TOKENS.name());
    }

    @Override
    public ObjectNode failed(InferenceEvent.Failed event) {
        return object(event).put(SentNames.CODE, "INFERENCE_FAILED").put(SentNames.MESSAGE, event.message());
    }

    private static ObjectNode object(InferenceEvent event) {
        return WireJson.object().put(SentNames.TYPE, event.type());
    }

    private static ObjectNode asOnTheWire(InferenceEvent event) {
        try {
            return object(event)
                    .setAll((ObjectNode) WireJson.tree(SseFrame.of(event).data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the wire's own JSON is none", e);
        }
    }
}
