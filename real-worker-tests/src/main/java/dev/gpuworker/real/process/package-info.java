/**
 * Starts a worker's process, waits until it is ready and ends it with everything that it started.
 * {@link dev.gpuworker.real.process.ReadyWorker#start} is the entry point.
 *
 * <p>Needs Linux: {@code /proc}, {@code sh} and {@code setsid}.
 */
@NullMarked
package dev.gpuworker.real.process;

import org.jspecify.annotations.NullMarked;
