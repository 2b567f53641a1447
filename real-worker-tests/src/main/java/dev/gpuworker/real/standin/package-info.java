/**
 * A stand-in for the real worker: its command line, the mock's engine, and device memory that is allocated for real, so
 * that harness and probe can be proved without the real binary. {@link dev.gpuworker.real.standin.StandInBinary} makes
 * an executable of it. A green run with it says nothing about the real worker, and it tells everyone that it is a
 * stand-in.
 */
@NullMarked
package dev.gpuworker.real.standin;

import org.jspecify.annotations.NullMarked;
