package dev.gpuworker.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /health} (M0-W-1320). Fields that a worker need not send are nullable.
 *
 * @param status {@code healthy} or {@code unhealthy}
 * @param resident whether all weights are in VRAM
 * @param quantKind {@code MXFP4}, {@code Q4_K_M} or {@code Q4_0}
 * @param vramBytesUsed bytes of device memory in use by the worker
 * @param tokenizerKind {@code gguf-bpe} or {@code hf-json}
 * @param vocabSize tokens in the vocabulary, above 0
 * @param contextLength tokens that fit in the context; null where unknown, and always sent
 * @param model name of the model
 * @param uptimeSeconds seconds since start
 * @param workerId the worker's UUID
 * @param sm compute capability, 90 for 9.0
 * @param cudaRuntimeVersion for people
 * @param mock true on a mock, absent on a real worker (D-14)
 * @param standIn name of the stand-in on a worker that only stands in for the real one, otherwise absent
 */
public record HealthResponse(
        String status,
        boolean resident,
        String quantKind,
        long vramBytesUsed,
        String tokenizerKind,
        long vocabSize,

        @Nullable Long contextLength,

        @Nullable String model,
        @Nullable Long uptimeSeconds,
        @Nullable String workerId,
        @Nullable Integer sm,
        @Nullable String cudaRuntimeVersion,
        @Nullable Boolean mock,
        @Nullable String standIn) {
    /** The word for a worker whose last job did not run out of VRAM. */
    public static final String HEALTHY = "healthy";
    /** The word for a worker that still serves after it ran out of VRAM (D-12, D-13). */
    public static final String UNHEALTHY = "unhealthy";

    private static final String CONTEXT_LENGTH = "context_length";

    /** Returns what is sent, in the contract's order: without what is null, apart from the context's length. */
    public String toJson() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", status);
        fields.put("resident", resident);
        fields.put("quant_kind", quantKind);
        fields.put("vram_bytes_used", vramBytesUsed);
        fields.put("tokenizer_kind", tokenizerKind);
        fields.put("vocab_size", vocabSize);
        fields.put(CONTEXT_LENGTH, contextLength);
        fields.put("model", model);
        fields.put("uptime_seconds", uptimeSeconds);
        fields.put("worker_id", workerId);
        fields.put("sm", sm);
        fields.put("cuda_runtime_version", cudaRuntimeVersion);
        fields.put("mock", mock);
        fields.put("stand_in", standIn);
        fields.entrySet()
                .removeIf(field -> field.getValue() == null && !field.getKey().equals(CONTEXT_LENGTH));
        return FlatJson.text(fields);
    }
}
