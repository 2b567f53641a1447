package dev.gpuworker.conformance.stream;

import org.jspecify.annotations.Nullable;

/**
 * One dispatched event of a stream, undecoded.
 *
 * @param event the value of the {@code event:} line, null if the block had none
 * @param data the {@code data:} lines joined by line feeds
 * @param nanos arrival of the piece that completed the event: the one with its blank line
 * @param fromByte offset of the block's first byte in the body
 * @param toByte offset after the block's blank line
 */
public record Frame(@Nullable String event, String data, long nanos, int fromByte, int toByte) {}
