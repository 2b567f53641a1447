package dev.gpuworker.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthResponse(
        @JsonProperty("status") String status,
        @JsonProperty("resident") boolean resident,
        @JsonProperty("quant_kind") String quantKind,
        @JsonProperty("vram_bytes_used") long vramBytesUsed,
        @JsonProperty("tokenizer_kind") String tokenizerKind,
        @JsonProperty("vocab_size") long vocabSize,

        @JsonProperty("context_length") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long contextLength,

        @JsonProperty("model") @Nullable String model,
        @JsonProperty("uptime_seconds") @Nullable Long uptimeSeconds,
        @JsonProperty("worker_id") @Nullable String workerId,
        @JsonProperty("sm") @Nullable Integer sm,
        @JsonProperty("cuda_runtime_version") @Nullable String cudaRuntimeVersion,
        @JsonProperty("mock") @Nullable Boolean mock,
        @JsonProperty("stand_in") @Nullable String standIn) {
    /** The word for a worker whose last job did not run out of VRAM. */
    public static final String HEALTHY = "healthy";
    /** The word for a worker that still serves after it ran out of VRAM (D-12, D-13). */
    public static final String UNHEALTHY = "unhealthy";
}
