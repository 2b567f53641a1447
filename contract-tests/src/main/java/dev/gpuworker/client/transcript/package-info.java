/**
 * What a client received, and when: {@link dev.gpuworker.client.transcript.Transcript} holds the bytes,
 * {@link dev.gpuworker.client.transcript.ReceivedEvent} a decoded event,
 * {@link dev.gpuworker.client.transcript.EventFault} the first fault of their order,
 * {@link dev.gpuworker.client.transcript.StreamTimings} their timing.
 */
@NullMarked
package dev.gpuworker.client.transcript;

import org.jspecify.annotations.NullMarked;
