package dev.gpuworker.conformance.prometheus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The format that a Content-Type announces.
 *
 * @param openMetrics whether it is OpenMetrics, not the Prometheus text format
 * @param quotedNames whether names with other characters may be quoted
 */
record ExpositionFormat(boolean openMetrics, boolean quotedNames) {
    private static final Set<String> TEXT_TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Set<String> OPEN_METRICS_TYPES =
            Set.of("counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset", "unknown");

    /** Returns the format of a Content-Type; empty if it announces neither. */
    static Optional<ExpositionFormat> of(String contentType) {
        List<String> parts = Arrays.stream(contentType.toLowerCase(Locale.ROOT).split(";", -1))
                .map(part -> part.replaceAll("[\\s\"]", ""))
                .toList();
        boolean allowsUtf8 = parts.contains("escaping=allow-utf-8");
        return switch (parts.get(0)) {
            case "text/plain" ->
                Optional.of(new ExpositionFormat(false, allowsUtf8 || parts.contains("version=1.0.0")));
            case "application/openmetrics-text" -> Optional.of(new ExpositionFormat(true, allowsUtf8));
            default -> Optional.empty();
        };
    }

    /** Returns the types that may follow the name in a TYPE line. */
    Set<String> types() {
        return openMetrics ? OPEN_METRICS_TYPES : TEXT_TYPES;
    }
}
