/**
 * The mock worker as a library: {@link dev.gpuworker.mock.MockWorker} is the way in.
 *
 * <p>Settings stand in {@link dev.gpuworker.mock.MockWorkerConfig}; what the worker heard and sent comes back as
 * {@link dev.gpuworker.mock.RecordedJob}.
 */
@NullMarked
package dev.gpuworker.mock;

import org.jspecify.annotations.NullMarked;
