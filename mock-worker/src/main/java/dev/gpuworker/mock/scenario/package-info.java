/**
 * Scenarios: what the mock worker answers, when, and in which bytes.
 *
 * <p>Start at {@link dev.gpuworker.mock.scenario.Script#builder()} to write a script in Java, at
 * {@link dev.gpuworker.mock.scenario.ScenarioSet} for a whole file's worth, at
 * {@link dev.gpuworker.mock.scenario.dispatch.Dispatcher} for the choice of a scenario for a job.
 */
@NullMarked
package dev.gpuworker.mock.scenario;

import org.jspecify.annotations.NullMarked;
