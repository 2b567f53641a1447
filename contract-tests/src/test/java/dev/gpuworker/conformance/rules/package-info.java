/** Tests of the rules against the contract's text. */
@NullMarked
package dev.gpuworker.conformance.rules;

import org.jspecify.annotations.NullMarked;
