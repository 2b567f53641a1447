/** Rules as JUnit tests; {@code RuleTests} is the entry point. */
@NullMarked
package dev.gpuworker.conformance.junit;

import org.jspecify.annotations.NullMarked;
