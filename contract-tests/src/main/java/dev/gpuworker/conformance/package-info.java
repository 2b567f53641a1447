/**
 * The rulebook: exercises make traffic with a worker, rules judge the recording. {@code ConformanceRun} is the entry
 * point, {@code rules.WorkerRulebook} the rules of the worker API.
 */
@NullMarked
package dev.gpuworker.conformance;

import org.jspecify.annotations.NullMarked;
