/**
 * AssertJ assertions about streams and exchanges; {@code WorkerAssertions} is the entry point. Their messages show the
 * stream around the fault.
 */
@NullMarked
package dev.gpuworker.assertions;

import org.jspecify.annotations.NullMarked;
