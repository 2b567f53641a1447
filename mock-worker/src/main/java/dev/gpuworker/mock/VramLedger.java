package dev.gpuworker.mock;

/** The single source of truth about the worker's VRAM; health, metrics and journal read it. Thread-safe. */
public interface VramLedger {
    /** Returns the device's size in bytes. */
    long totalBytes();

    /** Returns the bytes in use: weights, KV caches, and what {@link #occupy} took. */
    long usedBytes();

    /**
     * Takes bytes of the device as a neighbour would, replacing any bytes taken before; 0 returns them all. Throws
     * {@link IllegalArgumentException} if the number is negative or more than the worker itself leaves free.
     */
    void occupy(long bytes);
}
