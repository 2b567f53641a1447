package dev.gpuworker.bench.figure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement, which becomes one raw line.
 *
 * @param figure what was measured
 * @param subject the subject measured
 * @param load name of the load; empty if there is none
 * @param values the numbers, each name ending in its unit; in order
 */
public record Measurement(String figure, String subject, String load, Map<String, Object> values) {
    /** Keeps the order of the values. */
    public Measurement {
        values = new LinkedHashMap<>(values);
    }

    /** Returns the number of this name; NaN if there is none. */
    public double number(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
