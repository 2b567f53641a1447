package dev.gpuworker.mock;

import dev.gpuworker.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Says why a worker could not start, for the log line of a failed start (M0-W-1020, M0-W-1111). */
public final class WorkerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates the exception. */
    public WorkerStartException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Returns {@code INSUFFICIENT_VRAM} if the weights do not fit, {@code MODEL_LOAD_FAILED} if the model cannot be
     * loaded, and {@code INTERNAL} if the port or address cannot be used.
     */
    public ErrorCode code() {
        return code;
    }
}
