package dev.gpuworker.real.vram.device;

/** JCuda's native library is not available; the message says why in one sentence. */
public final class CudaLibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    CudaLibraryException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns the sentence. */
    public String reason() {
        return reason;
    }
}
