/**
 * The implementation of the mock worker. Only {@link dev.gpuworker.mock} may use it, and only through
 * {@link dev.gpuworker.mock.internal.WorkerStart}. Each room depends only on rooms earlier in this list. Frames are
 * shared with the validator, so they are a room of the scenarios:
 *
 * <ol>
 *   <li>{@link dev.gpuworker.mock.internal.time}: when things happen
 *   <li>{@link dev.gpuworker.mock.internal.http}: how bytes come and go
 *   <li>{@link dev.gpuworker.mock.scenario.internal.frames}: what a job sends
 *   <li>{@link dev.gpuworker.mock.internal.journal}: what happened
 *   <li>{@link dev.gpuworker.mock.internal.play}: how a job runs
 *   <li>{@link dev.gpuworker.mock.internal.answer}: how a worker answers
 * </ol>
 */
@NullMarked
package dev.gpuworker.mock.internal;

import org.jspecify.annotations.NullMarked;
