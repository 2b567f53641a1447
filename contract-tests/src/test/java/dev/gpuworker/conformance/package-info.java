/** Tests of the rulebook's frame. */
@NullMarked
package dev.gpuworker.conformance;

import org.jspecify.annotations.NullMarked;
