/**
 * One clean worker process per test, with its client, its device memory and its evidence on disk.
 * {@link dev.gpuworker.real.WorkerHarness} is the entry point; {@code dev.gpuworker.real.junit.RealWorker} injects it
 * into a test.
 */
@NullMarked
package dev.gpuworker.real;

import org.jspecify.annotations.NullMarked;
