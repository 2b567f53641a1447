/** Tests of the JUnit adapter. */
@NullMarked
package dev.gpuworker.conformance.junit;

import org.jspecify.annotations.NullMarked;
