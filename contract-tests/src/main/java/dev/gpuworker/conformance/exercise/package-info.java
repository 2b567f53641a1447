/** What is done with a worker to learn how it behaves; {@code Exercises} lists all. */
@NullMarked
package dev.gpuworker.conformance.exercise;

import org.jspecify.annotations.NullMarked;
