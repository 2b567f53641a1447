package dev.gpuworker.real.vram;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory in use after each batch of identical requests in one worker's life.
 *
 * @param usedBytes one settled reading a batch, in order
 * @param requestsPerBatch at least 1
 * @param noiseBytes the noise band of the device at rest, 0 on a quiet card
 */
public record LeakSeries(List<Long> usedBytes, int requestsPerBatch, long noiseBytes) {
    /** Copies the readings. */
    public LeakSeries {
        usedBytes = List.copyOf(usedBytes);
        if (requestsPerBatch < 1 || noiseBytes < 0) {
            throw new IllegalArgumentException(
                    "requestsPerBatch must be at least 1 and noiseBytes at least 0, but were " + requestsPerBatch
                            + " and " + noiseBytes);
        }
    }

    /** Returns this series with one more reading. */
    LeakSeries and(long nextUsedBytes) {
        var longer = new ArrayList<>(usedBytes);
        longer.add(nextUsedBytes);
        return new LeakSeries(longer, requestsPerBatch, noiseBytes);
    }

    /** Returns the number of batches. */
    public int batches() {
        return usedBytes.size();
    }

    /** Returns the Theil–Sen slope in bytes per request. */
    public double bytesPerRequest() {
        return TheilSen.slope(usedBytes) / requestsPerBatch;
    }

    /** Returns greatest minus least of the last readings. */
    long rangeOfLast(int count) {
        var last = usedBytes.subList(usedBytes.size() - count, usedBytes.size()).stream()
                .mapToLong(Long::longValue)
                .summaryStatistics();
        return last.getMax() - last.getMin();
    }

    /** Returns the median of the last three minus the median of the first three readings. */
    long riseBytes() {
        return Medians.of(usedBytes.subList(usedBytes.size() - 3, usedBytes.size()))
                - Medians.of(usedBytes.subList(0, 3));
    }
}
