/**
 * The mock worker as a process: the real worker's command line, its log, its signals and its exit codes. The entry
 * point is {@link dev.gpuworker.mock.cli.Main}.
 */
@NullMarked
package dev.gpuworker.mock.cli;

import org.jspecify.annotations.NullMarked;
