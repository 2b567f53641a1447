/** The rules of {@code docs/worker-api.md}, by its sections; {@code WorkerRulebook} holds them all. */
@NullMarked
package dev.gpuworker.conformance.rules;

import org.jspecify.annotations.NullMarked;
