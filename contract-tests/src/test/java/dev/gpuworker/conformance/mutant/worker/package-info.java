/**
 * A small worker that keeps the contract: {@link dev.gpuworker.conformance.mutant.worker.ReferenceWorker}. A
 * {@link dev.gpuworker.conformance.mutant.worker.Behaviour} makes it break one promise.
 */
@NullMarked
package dev.gpuworker.conformance.mutant.worker;

import org.jspecify.annotations.NullMarked;
