/**
 * The rules of {@code docs/worker-api.md}, by its sections; {@link dev.gpuworker.conformance.rules.WorkerRulebook}
 * holds them all.
 */
@NullMarked
package dev.gpuworker.conformance.rules;

import org.jspecify.annotations.NullMarked;
