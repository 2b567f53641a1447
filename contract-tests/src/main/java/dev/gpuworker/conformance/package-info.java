/**
 * The rulebook: exercises make traffic with a worker, rules judge the recording.
 * {@link dev.gpuworker.conformance.ConformanceRun} is the entry point,
 * {@link dev.gpuworker.conformance.rules.WorkerRulebook} the rules of the worker API.
 */
@NullMarked
package dev.gpuworker.conformance;

import org.jspecify.annotations.NullMarked;
