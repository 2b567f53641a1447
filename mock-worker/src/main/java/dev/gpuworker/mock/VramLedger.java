package dev.gpuworker.mock;

/** The one truth about the worker's VRAM; health, metrics and journal read it. Thread-safe. */
public interface VramLedger {
    /** Returns the bytes of the device. */
    long totalBytes();

    /** Returns the bytes in use: weights, KV caches, and what {@link #occupy} took. */
    long usedBytes();

    /**
     * Takes bytes away from the device as a neighbour would, replacing what was taken before; 0 gives all back. Throws
     * {@link IllegalArgumentException} for a negative number and for more than the device has beside the worker's own.
     */
    void occupy(long bytes);
}
