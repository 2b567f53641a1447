/**
 * Reads what {@code GET /metrics} answers: the Prometheus text format and OpenMetrics, by their grammars.
 * {@link dev.gpuworker.conformance.prometheus.Exposition} is the entry point.
 */
@NullMarked
package dev.gpuworker.conformance.prometheus;

import org.jspecify.annotations.NullMarked;
