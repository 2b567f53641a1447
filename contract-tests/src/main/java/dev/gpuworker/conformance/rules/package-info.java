/**
 * The rules of {@code docs/worker-api.md}, by section; {@link dev.gpuworker.conformance.rules.WorkerRulebook} holds
 * them all.
 */
@NullMarked
package dev.gpuworker.conformance.rules;

import org.jspecify.annotations.NullMarked;
