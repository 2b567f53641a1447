/**
 * How a worker answers. {@link dev.gpuworker.mock.internal.answer.WorkerServer} is one worker. To add an endpoint,
 * begin with {@link dev.gpuworker.mock.internal.answer.Routes}; a {@link dev.gpuworker.mock.internal.answer.Voice} is
 * how a dialect answers; {@link dev.gpuworker.mock.internal.answer.Intake} turns a checked request into a job. Depends
 * on all other rooms.
 */
@NullMarked
package dev.gpuworker.mock.internal.answer;

import org.jspecify.annotations.NullMarked;
