package dev.gpuworker.real.vram;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory in use after each batch of identical requests in one worker's life, or after each restart of a worker.
 *
 * @param usedBytes one settled reading per batch, in order
 * @param requestsPerBatch at least 1
 * @param noiseBytes the noise band of the device at rest, 0 on a quiet card
 * @param per the unit that is counted
 */
record LeakSeries(List<Long> usedBytes, int requestsPerBatch, long noiseBytes, Per per) {
    /** The unit that may lose memory each time. */
    public enum Per {
        /** A request to a living worker. */
        REQUEST("request"),
        /** A worker's whole life, read after its end. */
        RESTART("restart");

        private final String word;

        Per(String word) {
            this.word = word;
        }

        /** Returns the word in the singular. */
        public String word() {
            return word;
        }
    }

    /** Creates a series of batches of requests. */
    public LeakSeries(List<Long> usedBytes, int requestsPerBatch, long noiseBytes) {
        this(usedBytes, requestsPerBatch, noiseBytes, Per.REQUEST);
    }

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
        return new LeakSeries(longer, requestsPerBatch, noiseBytes, per);
    }

    /** Returns the number of batches. */
    public int batches() {
        return usedBytes.size();
    }

    /** Returns in words how much was run, such as {@code 20 batches of 50 requests} or {@code 20 restarts}. */
    String extent() {
        return switch (per) {
            case REQUEST -> batches() + " batches of " + requestsPerBatch + " requests";
            case RESTART -> batches() + " restarts";
        };
    }

    /** Returns the Theil–Sen slope in bytes per request, or per restart. */
    public double bytesPerRequest() {
        return TheilSen.slope(usedBytes) / requestsPerBatch;
    }

    /** Returns the range of the last readings: the greatest minus the least. */
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
