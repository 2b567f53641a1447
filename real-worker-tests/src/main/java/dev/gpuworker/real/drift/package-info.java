/**
 * Compares the mock with a real worker. {@link dev.gpuworker.real.drift.DriftRun} records what the worker answers,
 * sends the same requests to the mock, and reports where a consumer that passes on the mock would fail on the worker.
 */
@NullMarked
package dev.gpuworker.real.drift;

import org.jspecify.annotations.NullMarked;
