/** Rules as JUnit tests; {@link dev.gpuworker.conformance.junit.RuleTests} is the entry point. */
@NullMarked
package dev.gpuworker.conformance.junit;

import org.jspecify.annotations.NullMarked;
