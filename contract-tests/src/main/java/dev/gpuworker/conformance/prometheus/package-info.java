/** Reads what {@code GET /metrics} answers: the Prometheus text format and OpenMetrics, by their grammars. */
@NullMarked
package dev.gpuworker.conformance.prometheus;

import org.jspecify.annotations.NullMarked;
