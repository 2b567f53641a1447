/** What the tests of the rulebook share. */
@NullMarked
package dev.gpuworker.conformance.testing;

import org.jspecify.annotations.NullMarked;
