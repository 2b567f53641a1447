package dev.gpuworker.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the JSON of an event; absent optional fields are left out. Clients read events with their own code. */
final class EventJson implements InferenceEvent.Visitor<Map<String, Object>> {
    private static final EventJson WRITER = new EventJson();

    private EventJson() {}

    static String write(InferenceEvent event) {
        return FlatJson.text(event.accept(WRITER));
    }

    @Override
    public Map<String, Object> started(InferenceEvent.Started event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SentNames.JOB_ID, event.jobId());
        fields.put(SentNames.MODEL, event.model());
        fields.put(SentNames.STARTED_AT, event.startedAt().toString());
        if (event.seed() != null) {
            fields.put(SentNames.SEED, event.seed().value());
        }
        return fields;
    }

    @Override
    public Map<String, Object> token(InferenceEvent.Token event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SentNames.T, event.t());
        fields.put(SentNames.I, event.i());
        return fields;
    }

    @Override
    public Map<String, Object> metrics(InferenceEvent.Metrics event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SentNames.TOKENS_PER_SEC, event.tokensPerSec());
        fields.put(SentNames.VRAM_BYTES, event.vramBytes());
        return fields;
    }

    @Override
    public Map<String, Object> end(InferenceEvent.End event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SentNames.TOKENS_OUT, event.tokensOut());
        fields.put(SentNames.DECODE_TIME_MS, event.decodeTimeMs());
        if (event.stopReason() != null) {
            fields.put(SentNames.STOP_REASON, event.stopReason().name());
        }
        if (event.stopSequenceMatched() != null) {
            fields.put(SentNames.STOP_SEQUENCE_MATCHED, event.stopSequenceMatched());
        }
        return fields;
    }

    @Override
    public Map<String, Object> failed(InferenceEvent.Failed event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(SentNames.CODE, event.code());
        fields.put(SentNames.MESSAGE, event.message());
        fields.put(SentNames.RETRIABLE, event.retriable());
        return fields;
    }
}
