package dev.gpuworker.client.transcript;

import dev.gpuworker.wire.InferenceEvent;

/**
 * One decoded event and its place in the body.
 *
 * @param event the event
 * @param nanos arrival of the byte that completes it (its blank line), on the clock of the {@link Transcript}
 * @param fromByte offset of its first byte in the body
 * @param toByte offset after the byte that completes it; the line feed of a last CRLF comes after
 */
public record ReceivedEvent(InferenceEvent event, long nanos, long fromByte, long toByte) {}
