/** Tests of the command line: what it prints and with which code it exits. */
@NullMarked
package dev.gpuworker.conformance.cli;

import org.jspecify.annotations.NullMarked;
