/**
 * Reads and checks scenario files; nobody outside of {@code mock.scenario} uses this package.
 *
 * <p>The way in is {@link dev.gpuworker.mock.scenario.internal.SetReader}: text to tree ({@code NodeReader}), tree to
 * scenarios (the {@code …Reader} classes), every problem collected with its place.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal;

import org.jspecify.annotations.NullMarked;
