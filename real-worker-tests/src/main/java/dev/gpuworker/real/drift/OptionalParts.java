package dev.gpuworker.real.drift;

import dev.gpuworker.real.drift.Difference.Severity;
import java.util.Set;

/**
 * Parts that {@code docs/worker-api.md} leaves to the worker. A client that keeps to the contract works without them.
 */
final class OptionalParts {
    private static final Set<String> HEADERS = Set.of("retry-after", "x-correlation-id", "cache-control");
    private static final Set<String> BY_DESIGN = Set.of("mock", "stand_in");
    private static final Set<String> OPTIONAL = Set.of(
            "model",
            "uptime_seconds",
            "worker_id",
            "sm",
            "cuda_runtime_version",
            "errors[].value",
            "started.seed",
            "end.stop_reason",
            "end.stop_sequence_matched");

    private OptionalParts() {}

    /** Returns whether the contract promises the header in some answer. */
    static boolean isPromisedHeader(String name) {
        return HEADERS.contains(name);
    }

    /** Returns the severity of a field that only the mock has. */
    static Severity ofMock(String path) {
        if (BY_DESIGN.contains(path)) {
            return Severity.INFO;
        }
        return isOptional(path) ? Severity.WARNING : Severity.CRITICAL;
    }

    /** Returns the severity of a field that only the real worker has. */
    static Severity ofReal(String path) {
        return isOptional(path) || BY_DESIGN.contains(path) ? Severity.INFO : Severity.WARNING;
    }

    private static boolean isOptional(String path) {
        return OPTIONAL.contains(path) || path.endsWith(".type");
    }
}
