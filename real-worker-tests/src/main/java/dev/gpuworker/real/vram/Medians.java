package dev.gpuworker.real.vram;

import java.util.List;

/** Medians of byte counts. */
final class Medians {
    private Medians() {}

    /**
     * Returns the middle value; of an even number of values the lower of the two in the middle, so that it is one that
     * was read.
     */
    static long of(List<Long> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
