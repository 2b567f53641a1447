package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.JobOutcome;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what the worker has done so far. Thread-safe. */
public final class Tally {
    /** Upper bounds, in milliseconds, of the buckets of job durations; one more bucket takes longer jobs. */
    private static final double[] BOUNDS = {1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 60_000, 300_000};

    public final LongAdder success = new LongAdder();
    public final LongAdder error = new LongAdder();
    public final LongAdder cancelled = new LongAdder();
    public final LongAdder timeout = new LongAdder();
    public final LongAdder tokens = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);

    /** Counts a job that has ended. */
    public void outcome(JobOutcome outcome, long ranMillis) {
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

    /** Returns the buckets' upper bounds in milliseconds; the last one is infinite. */
    public static double[] bounds() {
        double[] all = Arrays.copyOf(BOUNDS, BOUNDS.length + 1);
        all[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return all;
    }

    public long[] bucketCounts() {
        return Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
    }

    public long millisTotal() {
        return millis.sum();
    }
}
