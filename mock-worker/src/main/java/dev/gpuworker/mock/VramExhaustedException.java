package dev.gpuworker.mock;

/** Thrown if an allocation does not fit into the VRAM. */
public final class VramExhaustedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long requiredBytes;
    private final long availableBytes;

    /**
     * Creates the exception.
     *
     * @param owner of the allocation
     * @param requiredBytes bytes asked for
     * @param availableBytes free bytes, 0 or more
     */
    public VramExhaustedException(String owner, long requiredBytes, long availableBytes) {
        super(owner + " needs " + requiredBytes + " bytes of VRAM, but " + availableBytes + " are available");
        this.requiredBytes = requiredBytes;
        this.availableBytes = availableBytes;
    }

    /** Returns the bytes asked for. */
    public long requiredBytes() {
        return requiredBytes;
    }

    /** Returns the bytes that were free. */
    public long availableBytes() {
        return availableBytes;
    }
}
