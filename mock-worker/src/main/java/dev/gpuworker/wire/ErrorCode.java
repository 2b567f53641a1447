package dev.gpuworker.wire;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stable words by which a worker names a failure, inside and outside a stream (M0-W-1500, M0-W-1510). */
public enum ErrorCode {
    INVALID_REQUEST(400, false),
    MODEL_LOAD_FAILED(500, false),
    INSUFFICIENT_VRAM(503, false),
    VRAM_OOM(500, false),
    CUDA_ERROR(500, true),
    INFERENCE_TIMEOUT(504, true),
    CANCELLED(499, false),
    INTERNAL(500, true),
    /** A job is already running and the worker refuses to queue (D-07). */
    WORKER_BUSY(503, true),
    /** The worker was asked to stop and accepts no new jobs (M0-W-1340, D-07). */
    WORKER_DRAINING(503, true);

    private static final Map<String, ErrorCode> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::name, code -> code));

    private final int httpStatus;
    private final boolean retriable;

    ErrorCode(int httpStatus, boolean retriable) {
        this.httpStatus = httpStatus;
        this.retriable = retriable;
    }

    /** Returns the code with exactly this name, or empty for a word that the contract does not know. */
    public static Optional<ErrorCode> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Returns the HTTP status of this code outside a stream; {@code INVALID_REQUEST} also goes with 404, 405, 409, 413
     * and 415.
     */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns whether the orchestrator may send the same job again. */
    public boolean retriable() {
        return retriable;
    }
}
