/**
 * Verifies a real worker completely: its process, its device memory, the pact and the rulebook, each with a clean
 * process. {@link dev.gpuworker.real.verify.RealWorkerVerification} is the entry point.
 */
@NullMarked
package dev.gpuworker.real.verify;

import org.jspecify.annotations.NullMarked;
