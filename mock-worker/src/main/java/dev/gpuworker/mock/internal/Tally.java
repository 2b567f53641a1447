package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.JobOutcome;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What the worker has done so far, in numbers. Thread-safe. */
final class Tally {
    /** Upper bounds, in milliseconds, of the buckets of job durations; one more bucket takes what is longer. */
    private static final double[] BOUNDS = {1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 60_000, 300_000};

    final LongAdder success = new LongAdder();
    final LongAdder error = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder timeout = new LongAdder();
    final LongAdder tokens = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);

    /** Counts a job that is over. */
    void outcome(JobOutcome outcome, long ranMillis) {
        switch (outcome) {
            case ENDED -> success.increment();
            case CANCELLED, DISCONNECTED -> cancelled.increment();
            case TIMED_OUT -> timeout.increment();
            case FAILED, BROKEN_OFF, SHUT -> error.increment();
            case WAITING, RUNNING, REPLIED -> {
                return;
            }
        }
        millis.add(ranMillis);
        int place = Arrays.binarySearch(BOUNDS, (double) ranMillis);
        buckets[place < 0 ? -place - 1 : place].increment();
    }

    /** Returns the buckets' upper bounds, the last one infinite. */
    static double[] bounds() {
        double[] all = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        all[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return all;
    }

    long[] bucketCounts() {
        return Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
    }

    long millisTotal() {
        return millis.sum();
    }
}
