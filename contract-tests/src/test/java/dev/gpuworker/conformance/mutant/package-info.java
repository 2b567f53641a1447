/** A small conforming worker and its mutants, each of which breaks one promise; {@code Mutants} lists them. */
@NullMarked
package dev.gpuworker.conformance.mutant;

import org.jspecify.annotations.NullMarked;
