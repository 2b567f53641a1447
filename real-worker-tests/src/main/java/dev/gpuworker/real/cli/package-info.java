/** The command line of the real worker's tests. The entry point is {@link dev.gpuworker.real.cli.Main}. */
@NullMarked
package dev.gpuworker.real.cli;

import org.jspecify.annotations.NullMarked;
