/**
 * Shows people what a scenario does: {@link dev.gpuworker.mock.scenario.internal.explain.ScenarioText} describes which
 * jobs it answers and how, {@link dev.gpuworker.mock.scenario.internal.explain.TimeLine} what it sends and when.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal.explain;

import org.jspecify.annotations.NullMarked;
