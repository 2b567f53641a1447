/**
 * The choice of a scenario for a job. A {@link dev.gpuworker.mock.scenario.dispatch.Dispatcher} makes it: from a set
 * ({@link dev.gpuworker.mock.scenario.dispatch.ScenarioDispatcher}) or from a queue that a test fills
 * ({@link dev.gpuworker.mock.scenario.dispatch.QueueDispatcher}).
 */
@NullMarked
package dev.gpuworker.mock.scenario.dispatch;

import org.jspecify.annotations.NullMarked;
