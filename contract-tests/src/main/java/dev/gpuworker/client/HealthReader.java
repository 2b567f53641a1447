package dev.gpuworker.client;

import dev.gpuworker.wire.HealthResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code GET /health} strictly, as {@code docs/worker-api.md} section 3 describes it (M0-W-1320). */
final class HealthReader {
    private static final List<String> QUANT_KINDS = List.of("MXFP4", "Q4_K_M", "Q4_0");

    private HealthReader() {}

    static HealthResponse read(EventFields fields) {
        return new HealthResponse(
                oneOf(fields, "status", List.of(HealthResponse.HEALTHY, HealthResponse.UNHEALTHY)),
                fields.bool("resident"),
                oneOf(fields, "quant_kind", QUANT_KINDS),
                fields.integer("vram_bytes_used", 0, Long.MAX_VALUE),
                oneOf(fields, "tokenizer_kind", List.of("gguf-bpe", "hf-json")),
                fields.integer("vocab_size", 1, Long.MAX_VALUE),
                fields.isNull("context_length") ? null : fields.integer("context_length", 0, Long.MAX_VALUE),
                fields.optionalText("model"),
                optionalInteger(fields, "uptime_seconds"),
                fields.optionalText("worker_id"),
                fields.has("sm") ? (Integer) (int) fields.integer("sm", 0, Integer.MAX_VALUE) : null,
                fields.optionalText("cuda_runtime_version"),
                fields.has("mock") ? (Boolean) fields.bool("mock") : null,
                fields.optionalText("stand_in"));
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
