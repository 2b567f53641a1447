/**
 * JUnit Jupiter support. The entry point is {@link dev.gpuworker.mock.junit.StartStop}.
 *
 * <p>JUnit is an optional dependency of this module; only this package uses it.
 */
@NullMarked
package dev.gpuworker.mock.junit;

import org.jspecify.annotations.NullMarked;
