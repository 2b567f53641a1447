package dev.gpuworker.wire;

import org.jspecify.annotations.Nullable;

/** Builds a {@link HealthResponse}. Not thread-safe. */
public final class HealthResponseBuilder {
    @Nullable String status;

    @Nullable Boolean resident;

    @Nullable String quantKind;

    @Nullable Long vramBytesUsed;

    @Nullable String tokenizerKind;

    @Nullable Long vocabSize;

    @Nullable Long contextLength;

    @Nullable String model;

    @Nullable Long uptimeSeconds;

    @Nullable String workerId;

    @Nullable Integer sm;

    @Nullable String cudaRuntimeVersion;

    @Nullable Boolean mock;

    @Nullable String standIn;

    HealthResponseBuilder() {}

    /** Sets {@code healthy} or {@code unhealthy}. Required. */
    public HealthResponseBuilder status(String status) {
        this.status = status;
        return this;
    }

    /** Sets whether all weights are in VRAM. Required. */
    public HealthResponseBuilder resident(boolean resident) {
        this.resident = resident;
        return this;
    }

    /** Sets {@code MXFP4}, {@code Q4_K_M} or {@code Q4_0}. Required. */
    public HealthResponseBuilder quantKind(String quantKind) {
        this.quantKind = quantKind;
        return this;
    }

    /** Sets the bytes of device memory that the worker uses. Required. */
    public HealthResponseBuilder vramBytesUsed(long vramBytesUsed) {
        this.vramBytesUsed = vramBytesUsed;
        return this;
    }

    /** Sets {@code gguf-bpe} or {@code hf-json}. Required. */
    public HealthResponseBuilder tokenizerKind(String tokenizerKind) {
        this.tokenizerKind = tokenizerKind;
        return this;
    }

    /** Sets how many tokens the vocabulary has, above 0. Required. */
    public HealthResponseBuilder vocabSize(long vocabSize) {
        this.vocabSize = vocabSize;
        return this;
    }

    /** Sets how many tokens fit in the context. Default null, unknown. */
    public HealthResponseBuilder contextLength(@Nullable Long contextLength) {
        this.contextLength = contextLength;
        return this;
    }

    /** Sets the name of the model. Default null, not sent. */
    public HealthResponseBuilder model(@Nullable String model) {
        this.model = model;
        return this;
    }

    /** Sets the seconds since start. Default null, not sent. */
    public HealthResponseBuilder uptimeSeconds(@Nullable Long uptimeSeconds) {
        this.uptimeSeconds = uptimeSeconds;
        return this;
    }

    /** Sets the worker's UUID. Default null, not sent. */
    public HealthResponseBuilder workerId(@Nullable String workerId) {
        this.workerId = workerId;
        return this;
    }

    /** Sets the compute capability, 90 for 9.0. Default null, not sent. */
    public HealthResponseBuilder sm(@Nullable Integer sm) {
        this.sm = sm;
        return this;
    }

    /** Sets the version of the CUDA runtime, for people. Default null, not sent. */
    public HealthResponseBuilder cudaRuntimeVersion(@Nullable String cudaRuntimeVersion) {
        this.cudaRuntimeVersion = cudaRuntimeVersion;
        return this;
    }

    /** Sets true on a mock. Default null, not sent. */
    public HealthResponseBuilder mock(@Nullable Boolean mock) {
        this.mock = mock;
        return this;
    }

    /** Sets the stand-in's name on a worker that stands in for the real one. Default null, not sent. */
    public HealthResponseBuilder standIn(@Nullable String standIn) {
        this.standIn = standIn;
        return this;
    }

    /** Returns the body. Throws {@link IllegalStateException} if a required field was not set. */
    public HealthResponse build() {
        return new HealthResponse(this);
    }

    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(name + " must be set: GET /health always has it");
        }
        return value;
    }
}
