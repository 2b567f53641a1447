package dev.gpuworker.conformance.prometheus;

import java.util.Map;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param line its line, counted from 1
 * @param name name of the metric, suffixes included
 * @param labels values by name, escapes resolved
 * @param value the value; may be infinite or NaN
 * @param timestamp the timestamp in its format's unit, if one is given
 */
public record Sample(int line, String name, Map<String, String> labels, double value, Optional<Double> timestamp) {
    /** Copies the map. */
    public Sample {
        labels = Map.copyOf(labels);
    }
}
