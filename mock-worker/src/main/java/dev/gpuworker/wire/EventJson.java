package dev.gpuworker.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the JSON of an event; absent optional fields are left out. Reading is the client's own work. */
final class EventJson {
    private EventJson() {}

    static String write(InferenceEvent event) {
        return WireJson.text(node(event));
    }

    private static ObjectNode node(InferenceEvent event) {
        ObjectNode node = WireJson.object();
        if (event instanceof InferenceEvent.Started started) {
            node.put("job_id", started.jobId()).put("model", started.model());
            node.put("started_at", started.startedAt().toString());
            if (started.seed() != null) {
                node.put("seed", started.seed().value());
            }
        } else if (event instanceof InferenceEvent.Token token) {
            node.put("t", token.t()).put("i", token.i());
        } else if (event instanceof InferenceEvent.Metrics metrics) {
            node.put("tokens_per_sec", metrics.tokensPerSec()).put("vram_bytes", metrics.vramBytes());
        } else if (event instanceof InferenceEvent.End end) {
            node.put("tokens_out", end.tokensOut()).put("decode_time_ms", end.decodeTimeMs());
            if (end.stopReason() != null) {
                node.put("stop_reason", end.stopReason().name());
            }
            if (end.stopSequenceMatched() != null) {
                node.put("stop_sequence_matched", end.stopSequenceMatched());
            }
        } else if (event instanceof InferenceEvent.Failed failed) {
            node.put("code", failed.code()).put("message", failed.message()).put("retriable", failed.retriable());
        }
        return node;
    }
}
