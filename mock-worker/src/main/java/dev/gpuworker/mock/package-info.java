/**
 * The mock worker as a library: the entry point is {@link dev.gpuworker.mock.MockWorker}.
 *
 * <p>{@link dev.gpuworker.mock.MockWorkerConfig} holds the settings; a {@link dev.gpuworker.mock.RecordedJob} shows
 * what the worker received and sent.
 */
@NullMarked
package dev.gpuworker.mock;

import org.jspecify.annotations.NullMarked;
