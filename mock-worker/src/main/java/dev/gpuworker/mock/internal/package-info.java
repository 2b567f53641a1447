/**
 * The inside of the mock worker; nobody but {@link dev.gpuworker.mock} may use it, and that by
 * {@link dev.gpuworker.mock.internal.WorkerStart}. Each room knows only rooms that stand before it in this list; frames
 * are shared with the validator, and so are a room of the scenarios:
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
