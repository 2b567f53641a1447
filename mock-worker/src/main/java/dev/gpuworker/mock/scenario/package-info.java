/**
 * Scenarios: the mock worker's answers, with their times and bytes.
 *
 * <p>Start at {@link dev.gpuworker.mock.scenario.Script#builder()} to write a script in Java, at
 * {@link dev.gpuworker.mock.scenario.ScenarioSet} for the contents of a whole file, and at
 * {@link dev.gpuworker.mock.scenario.dispatch.Dispatcher} for the choice of a job's scenario.
 */
@NullMarked
package dev.gpuworker.mock.scenario;

import org.jspecify.annotations.NullMarked;
