/**
 * Tests of the worker's process, with workers that misbehave; {@link dev.gpuworker.real.process.TestWorkers} makes
 * them.
 */
@NullMarked
package dev.gpuworker.real.process;

import org.jspecify.annotations.NullMarked;
