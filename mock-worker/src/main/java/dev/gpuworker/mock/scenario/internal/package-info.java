/**
 * The implementation of {@code mock.scenario}; nobody else uses it. Its rooms read scenarios, judge them, explain them
 * and make their frames. The rooms share two classes: {@link dev.gpuworker.mock.scenario.internal.Shown} makes foreign
 * values safe for messages, and {@link dev.gpuworker.mock.scenario.internal.Suggestion} finds the name that is closest
 * to a wrong one.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal;

import org.jspecify.annotations.NullMarked;
