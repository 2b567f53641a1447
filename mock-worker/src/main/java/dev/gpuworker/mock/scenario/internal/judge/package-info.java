/**
 * Judges scenarios against the contract. {@link dev.gpuworker.mock.scenario.internal.judge.ScenarioJudge} judges a
 * whole one; each other judge knows one part of it and adds what it finds to
 * {@link dev.gpuworker.mock.scenario.internal.judge.Findings}.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal.judge;

import org.jspecify.annotations.NullMarked;
