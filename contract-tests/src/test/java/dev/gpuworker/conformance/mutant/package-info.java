/** The mutants of {@link dev.gpuworker.conformance.mutant.worker.ReferenceWorker}; {@link Mutants} lists them. */
@NullMarked
package dev.gpuworker.conformance.mutant;

import org.jspecify.annotations.NullMarked;
