/**
 * What travels between an orchestrator and a worker: requests, events, health, error codes, as
 * {@code docs/worker-api.md} states them.
 *
 * <p>{@link dev.gpuworker.wire.ExecuteRequest} goes in, {@link dev.gpuworker.wire.InferenceEvent}s come out, and
 * {@link dev.gpuworker.wire.ErrorCode} says what went wrong. Depends on the JDK and Jackson alone, so that it can be
 * embedded everywhere.
 */
@NullMarked
package dev.gpuworker.wire;

import org.jspecify.annotations.NullMarked;
