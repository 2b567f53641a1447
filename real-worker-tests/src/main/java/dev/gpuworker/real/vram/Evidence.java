package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.ByteText;
import java.time.Duration;

/**
 * One measured value behind a verdict.
 *
 * @param label what was measured
 * @param value the number
 * @param unit {@code bytes}, {@code ms}, {@code bytes/request}, {@code bytes/job}, {@code bytes/restart} or
 *     {@code runs}
 */
public record Evidence(String label, long value, String unit) {
    /** Returns a number of bytes. */
    public static Evidence bytes(String label, long bytes) {
        return new Evidence(label, bytes, "bytes");
    }

    /** Returns a duration in whole milliseconds. */
    static Evidence time(String label, Duration duration) {
        return new Evidence(label, duration.toMillis(), "ms");
    }

    /** Returns for example {@code baseline: 2097152 bytes (2.0 MiB)}. */
    @Override
    public String toString() {
        return label + ": " + (unit.equals("bytes") ? ByteText.of(value) : value + " " + unit);
    }
}
