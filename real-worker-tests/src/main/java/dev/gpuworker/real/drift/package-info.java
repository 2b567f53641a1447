/**
 * Mock against real, difference by difference: {@link dev.gpuworker.real.drift.DriftRun} records what a worker answers,
 * has the mock play it, and reports where a consumer that passes on the mock would not pass on the worker.
 */
@NullMarked
package dev.gpuworker.real.drift;

import org.jspecify.annotations.NullMarked;
