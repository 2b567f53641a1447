/**
 * The contract as a Pact file, and its verification against any worker;
 * {@link dev.gpuworker.pact.WorkerPactVerification} is the entry point. The only place besides tests that knows Pact.
 */
@NullMarked
package dev.gpuworker.pact;

import org.jspecify.annotations.NullMarked;
