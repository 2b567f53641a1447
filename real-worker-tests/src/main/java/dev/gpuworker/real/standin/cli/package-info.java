/** The stand-in as a process. The entry point is {@link dev.gpuworker.real.standin.cli.Main}. */
@NullMarked
package dev.gpuworker.real.standin.cli;

import org.jspecify.annotations.NullMarked;
