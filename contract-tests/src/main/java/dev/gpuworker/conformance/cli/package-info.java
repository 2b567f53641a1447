/**
 * The command line that verifies any worker by its URL; {@link dev.gpuworker.conformance.cli.Main} is the entry point.
 */
@NullMarked
package dev.gpuworker.conformance.cli;

import org.jspecify.annotations.NullMarked;
