/**
 * The whole verification of a real worker: its process, its device memory, the pact and the rulebook, a clean process
 * for each. {@link dev.gpuworker.real.verify.RealWorkerVerification} is the entry point.
 */
@NullMarked
package dev.gpuworker.real.verify;

import org.jspecify.annotations.NullMarked;
