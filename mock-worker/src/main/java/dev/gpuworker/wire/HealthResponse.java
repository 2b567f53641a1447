package dev.gpuworker.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /health} (M0-W-1320). Fields that a worker need not send are nullable. Immutable.
 *
 * <p>The worker as built in October 2025 reports only {@code status} and {@code vramBytesUsed}; the other required
 * fields then throw {@link IllegalStateException}, because nobody knows their values.
 */
public final class HealthResponse {
    /** The status of a worker that has not run out of VRAM, or has recovered since. */
    public static final String HEALTHY = "healthy";
    /** The status of a worker that still serves after running out of VRAM (D-12, D-13). */
    public static final String UNHEALTHY = "unhealthy";

    private static final String CONTEXT_LENGTH = "context_length";

    private final String status;
    private final @Nullable Boolean resident;
    private final @Nullable String quantKind;
    private final long vramBytesUsed;
    private final @Nullable String tokenizerKind;
    private final @Nullable Long vocabSize;
    private final @Nullable Long contextLength;
    private final @Nullable String model;
    private final @Nullable Long uptimeSeconds;
    private final @Nullable String workerId;
    private final @Nullable Integer sm;
    private final @Nullable String cudaRuntimeVersion;
    private final @Nullable Boolean mock;
    private final @Nullable String standIn;

    HealthResponse(HealthResponseBuilder from) {
        this.status = HealthResponseBuilder.given("status", from.status);
        this.resident = HealthResponseBuilder.given("resident", from.resident);
        this.quantKind = HealthResponseBuilder.given("quantKind", from.quantKind);
        this.vramBytesUsed = HealthResponseBuilder.given("vramBytesUsed", from.vramBytesUsed);
        this.tokenizerKind = HealthResponseBuilder.given("tokenizerKind", from.tokenizerKind);
        this.vocabSize = HealthResponseBuilder.given("vocabSize", from.vocabSize);
        this.contextLength = from.contextLength;
        this.model = from.model;
        this.uptimeSeconds = from.uptimeSeconds;
        this.workerId = from.workerId;
        this.sm = from.sm;
        this.cudaRuntimeVersion = from.cudaRuntimeVersion;
        this.mock = from.mock;
        this.standIn = from.standIn;
    }

    /** Returns a builder; the contract's first six fields are required. */
    public static HealthResponseBuilder builder() {
        return new HealthResponseBuilder();
    }

    private HealthResponse(String status, long vramBytesUsed, @Nullable Boolean mock) {
        this.status = status;
        this.resident = null;
        this.quantKind = null;
        this.vramBytesUsed = vramBytesUsed;
        this.tokenizerKind = null;
        this.vocabSize = null;
        this.contextLength = null;
        this.model = null;
        this.uptimeSeconds = null;
        this.workerId = null;
        this.sm = null;
        this.cudaRuntimeVersion = null;
        this.mock = mock;
        this.standIn = null;
    }

    /** Returns what the worker as built in October 2025 reports; {@code mock} is true on a mock, otherwise null. */
    public static HealthResponse asBuilt(String status, long vramBytesUsed, @Nullable Boolean mock) {
        return new HealthResponse(status, vramBytesUsed, mock);
    }

    /**
     * Returns the JSON text, fields in the contract's order. Null fields are left out, except for the context length.
     */
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

    /** Returns {@code healthy} or {@code unhealthy}. */
    public String status() {
        return status;
    }

    /** Returns whether all weights are in VRAM. */
    public boolean resident() {
        return reported("resident", resident);
    }

    /** Returns {@code MXFP4}, {@code Q4_K_M} or {@code Q4_0}. */
    public String quantKind() {
        return reported("quantKind", quantKind);
    }

    /** Returns the bytes of device memory that the worker uses. */
    public long vramBytesUsed() {
        return vramBytesUsed;
    }

    /** Returns {@code gguf-bpe} or {@code hf-json}. */
    public String tokenizerKind() {
        return reported("tokenizerKind", tokenizerKind);
    }

    /** Returns how many tokens the vocabulary has, above 0. */
    public long vocabSize() {
        return reported("vocabSize", vocabSize);
    }

    /** Returns how many tokens fit in the context; null if unknown, and always sent. */
    public @Nullable Long contextLength() {
        return contextLength;
    }

    /** Returns the name of the model. */
    public @Nullable String model() {
        return model;
    }

    /** Returns the seconds since start. */
    public @Nullable Long uptimeSeconds() {
        return uptimeSeconds;
    }

    /** Returns the worker's UUID. */
    public @Nullable String workerId() {
        return workerId;
    }

    /** Returns the compute capability, 90 for 9.0. */
    public @Nullable Integer sm() {
        return sm;
    }

    /** Returns the version of the CUDA runtime, for people. */
    public @Nullable String cudaRuntimeVersion() {
        return cudaRuntimeVersion;
    }

    /** Returns true on a mock; absent on a real worker (D-14). */
    public @Nullable Boolean mock() {
        return mock;
    }

    /** Returns the stand-in's name on a worker that stands in for the real one; otherwise absent. */
    public @Nullable String standIn() {
        return standIn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthResponse same && values().equals(same.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "HealthResponse["
                + "status=" + status
                + ", resident=" + resident
                + ", quantKind=" + quantKind
                + ", vramBytesUsed=" + vramBytesUsed
                + ", tokenizerKind=" + tokenizerKind
                + ", vocabSize=" + vocabSize
                + ", contextLength=" + contextLength
                + ", model=" + model
                + ", uptimeSeconds=" + uptimeSeconds
                + ", workerId=" + workerId
                + ", sm=" + sm
                + ", cudaRuntimeVersion=" + cudaRuntimeVersion
                + ", mock=" + mock
                + ", standIn=" + standIn
                + "]";
    }

    private static <T> T reported(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    name + " is unknown: the worker as built in October 2025 reports only status"
                            + " and vram_bytes (docs/worker-api.md section 6, no. 5)");
        }
        return value;
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(
                status,
                resident,
                quantKind,
                vramBytesUsed,
                tokenizerKind,
                vocabSize,
                contextLength,
                model,
                uptimeSeconds,
                workerId,
                sm,
                cudaRuntimeVersion,
                mock,
                standIn);
    }
}
