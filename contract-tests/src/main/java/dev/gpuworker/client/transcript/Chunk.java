package dev.gpuworker.client.transcript;

/**
 * Bytes that arrived together.
 *
 * @param nanos arrival on the monotonic clock, nanoseconds since the last byte of the request was written
 * @param bytes the bytes; must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // evidence is handed on, never compared
public record Chunk(long nanos, byte[] bytes) {}
