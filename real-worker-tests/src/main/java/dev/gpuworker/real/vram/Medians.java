package dev.gpuworker.real.vram;

import java.util.List;

/** Computes medians of byte counts. */
final class Medians {
    private Medians() {}

    /**
     * Returns the middle value. For an even number of values it is the lower of the two in the middle, so the result is
     * always an actual reading.
     */
    static long of(List<Long> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
