/**
 * A stand-in for the real worker: the real worker's command line, the mock's engine, and device memory that is really
 * allocated. It tests harness and probe without the real binary. {@link dev.gpuworker.real.standin.StandInBinary}
 * creates its executable. A green run with it says nothing about the real worker, so it identifies itself as a stand-in
 * everywhere.
 */
@NullMarked
package dev.gpuworker.real.standin;

import org.jspecify.annotations.NullMarked;
