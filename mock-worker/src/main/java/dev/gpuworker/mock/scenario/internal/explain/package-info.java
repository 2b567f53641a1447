/**
 * Shows people what a scenario does: {@link dev.gpuworker.mock.scenario.internal.explain.ScenarioText} says whom it
 * answers and with what, {@link dev.gpuworker.mock.scenario.internal.explain.TimeLine} when it sends what.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal.explain;

import org.jspecify.annotations.NullMarked;
