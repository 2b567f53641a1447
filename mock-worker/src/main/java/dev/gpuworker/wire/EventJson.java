package dev.gpuworker.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the JSON of an event; absent optional fields are left out. Reading is the client's own work. */
final class EventJson {
    private EventJson() {}

    static String write(InferenceEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (event instanceof InferenceEvent.Started started) {
            fields.put("job_id", started.jobId());
            fields.put("model", started.model());
            fields.put("started_at", started.startedAt().toString());
            if (started.seed() != null) {
                fields.put("seed", started.seed().value());
            }
        } else if (event instanceof InferenceEvent.Token token) {
            fields.put("t", token.t());
            fields.put("i", token.i());
        } else if (event instanceof InferenceEvent.Metrics metrics) {
            fields.put("tokens_per_sec", metrics.tokensPerSec());
            fields.put("vram_bytes", metrics.vramBytes());
        } else if (event instanceof InferenceEvent.End end) {
            fields.put("tokens_out", end.tokensOut());
            fields.put("decode_time_ms", end.decodeTimeMs());
            if (end.stopReason() != null) {
                fields.put("stop_reason", end.stopReason().name());
            }
            if (end.stopSequenceMatched() != null) {
                fields.put("stop_sequence_matched", end.stopSequenceMatched());
            }
        } else if (event instanceof InferenceEvent.Failed failed) {
            fields.put("code", failed.code());
            fields.put("message", failed.message());
            fields.put("retriable", failed.retriable());
        }
        return FlatJson.text(fields);
    }
}
