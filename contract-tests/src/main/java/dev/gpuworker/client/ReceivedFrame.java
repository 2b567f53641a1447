package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.SseFrame;

/**
 * One undecoded frame and its place in the body.
 *
 * @param frame the frame
 * @param nanos arrival of the byte that completes it, on the clock of the {@link Transcript}
 * @param fromByte offset of its first byte in the body
 * @param toByte offset after the byte that completes it
 */
public record ReceivedFrame(SseFrame frame, long nanos, long fromByte, long toByte) {}
