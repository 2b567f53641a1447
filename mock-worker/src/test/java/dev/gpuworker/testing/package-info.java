/**
 * Property tests: {@link dev.gpuworker.testing.Property} runs one over random values that a
 * {@link dev.gpuworker.testing.Gen} makes.
 */
@NullMarked
package dev.gpuworker.testing;

import org.jspecify.annotations.NullMarked;
