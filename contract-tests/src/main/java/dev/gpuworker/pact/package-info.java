/**
 * The contract as a Pact file, and its verification against any worker;
 * {@link dev.gpuworker.pact.WorkerPactVerification} is the entry point. No other package depends on Pact, except for
 * tests.
 */
@NullMarked
package dev.gpuworker.pact;

import org.jspecify.annotations.NullMarked;
