/**
 * AssertJ assertions about streams and exchanges; {@link dev.gpuworker.assertions.WorkerAssertions} is the entry point.
 * Their messages show the stream around the fault.
 */
@NullMarked
package dev.gpuworker.assertions;

import org.jspecify.annotations.NullMarked;
