/** The command line that verifies any worker by its URL; {@code Main} is the entry point. */
@NullMarked
package dev.gpuworker.conformance.cli;

import org.jspecify.annotations.NullMarked;
