/**
 * The inside of {@code mock.scenario}; nobody else uses it. Its rooms read scenarios, judge them, explain them and make
 * their frames. Here is what the rooms share: how a foreign value is
 * {@linkplain dev.gpuworker.mock.scenario.internal.Shown shown} in a message, and the
 * {@linkplain dev.gpuworker.mock.scenario.internal.Suggestion suggestion} of a name that is close to a wrong one.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal;

import org.jspecify.annotations.NullMarked;
