/**
 * The messages between an orchestrator and a worker: requests, events, health, error codes, as
 * {@code docs/worker-api.md} states them.
 *
 * <p>An {@link dev.gpuworker.wire.ExecuteRequest} goes in, {@link dev.gpuworker.wire.InferenceEvent}s come out, and an
 * {@link dev.gpuworker.wire.ErrorCode} says what went wrong. Depends only on the JDK and Jackson, so that it can be
 * embedded anywhere.
 */
@NullMarked
package dev.gpuworker.wire;

import org.jspecify.annotations.NullMarked;
