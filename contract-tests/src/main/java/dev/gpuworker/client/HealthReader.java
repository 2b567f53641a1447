package dev.gpuworker.client;

import dev.gpuworker.wire.HealthResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code GET /health} strictly, as {@code docs/worker-api.md} section 3 describes it (M0-W-1320). */
final class HealthReader {
    private HealthReader() {}

    static HealthResponse read(EventFields fields) {
        return HealthResponse.builder()
                .status(status(fields))
                .resident(fields.bool("resident"))
                .quantKind(oneOf(fields, "quant_kind", QuantKinds.words()))
                .vramBytesUsed(fields.integer("vram_bytes_used", 0, Long.MAX_VALUE))
                .tokenizerKind(oneOf(fields, "tokenizer_kind", List.of("gguf-bpe", "hf-json")))
                .vocabSize(fields.integer("vocab_size", 1, Long.MAX_VALUE))
                .contextLength(
                        fields.isNull("context_length") ? null : fields.integer("context_length", 0, Long.MAX_VALUE))
                .model(fields.optionalText("model"))
                .uptimeSeconds(optionalInteger(fields, "uptime_seconds"))
                .workerId(fields.optionalText("worker_id"))
                .sm(fields.has("sm") ? (Integer) (int) fields.integer("sm", 0, Integer.MAX_VALUE) : null)
                .cudaRuntimeVersion(fields.optionalText("cuda_runtime_version"))
                .mock(mock(fields))
                .standIn(fields.optionalText("stand_in"))
                .build();
    }

    static String status(EventFields fields) {
        return oneOf(fields, "status", List.of(HealthResponse.HEALTHY, HealthResponse.UNHEALTHY));
    }

    static @Nullable Boolean mock(EventFields fields) {
        return fields.has("mock") ? (Boolean) fields.bool("mock") : null;
    }

    private static @Nullable Long optionalInteger(EventFields fields, String field) {
        return fields.has(field) ? (Long) fields.integer(field, 0, Long.MAX_VALUE) : null;
    }

    private static String oneOf(EventFields fields, String field, List<String> allowed) {
        String text = fields.text(field);
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException("field \"" + field + "\" must be one of " + allowed + ", but is \""
                    + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"");
        }
        return text;
    }
}
