package dev.gpuworker.bench.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each event of each stream arrived, and which streams were whole. Streams that were not are left out of times.
 */
public final class LoadResult {
    private final Load load;
    private final ExpectedBody expected;
    private final long[] arrivals;
    private final List<StreamConnection> streams;

    LoadResult(Load load, ExpectedBody expected, long[] arrivals, List<StreamConnection> streams) {
        this.load = load;
        this.expected = expected;
        this.arrivals = arrivals;
        this.streams = List.copyOf(streams);
    }

    /** Returns how many streams brought every expected byte and ended. */
    public int complete() {
        return (int) streams.stream().filter(s -> s.failure() == null).count();
    }

    /** Returns what went wrong, and how often. */
    public Map<String, Integer> failures() {
        Map<String, Integer> failures = new TreeMap<>();
        for (StreamConnection stream : streams) {
            String failure = stream.failure();
            if (failure != null) {
                failures.merge(failure, 1, Integer::sum);
            }
        }
        return failures;
    }

    /** Returns the events of the complete streams. */
    public long events() {
        return (long) complete() * expected.events();
    }

    /** Returns the nanoseconds from the first request to the last event. */
    public long nanos() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).failure() == null) {
                first = Math.min(first, streams.get(i).sentNanos());
                last = Math.max(last, arrivals[(i + 1) * expected.events() - 1]);
            }
        }
        return Math.max(0, last - first);
    }

    /** Returns the arrival of this token of this stream. */
    public long tokenNanos(int stream, int token) {
        return arrivals[stream * expected.events() + expected.firstToken() + token];
    }

    /**
     * Returns how far each token but the first was from its plan, in nanoseconds without a sign. A stream's plan is
     * fixed by the arrival of its first token.
     */
    public Quantiles deviations() {
        Quantiles deviations = new Quantiles(load.streams() * Math.max(1, load.tokens() - 1));
        long every = load.every().toNanos();
        for (int i = 0; i < streams.size(); i++) {
            for (int k = 1; k < load.tokens() && streams.get(i).failure() == null; k++) {
                deviations.add(Math.abs(tokenNanos(i, k) - tokenNanos(i, 0) - k * every));
            }
        }
        return deviations;
    }

    /** Returns how late the last token of each stream was against its plan, in nanoseconds, negative where early. */
    public Quantiles drifts() {
        Quantiles drifts = new Quantiles(load.streams());
        int last = load.tokens() - 1;
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).failure() == null) {
                drifts.add(tokenNanos(i, last)
                        - tokenNanos(i, 0)
                        - last * load.every().toNanos());
            }
        }
        return drifts;
    }

    /** Returns the times from the request to the first token, in nanoseconds. */
    public Quantiles timesToFirstToken() {
        Quantiles times = new Quantiles(load.streams());
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).failure() == null) {
                times.add(tokenNanos(i, 0) - streams.get(i).sentNanos());
            }
        }
        return times;
    }

    /** Returns whether every complete stream's first token came before its last was due: nothing was held back. */
    public boolean incremental() {
        for (int i = 0; i < streams.size(); i++) {
            StreamConnection stream = streams.get(i);
            long lastDue = stream.sentNanos() + load.every().toNanos() * (load.tokens() - 1);
            if (stream.failure() == null && load.paced() && load.tokens() > 1 && tokenNanos(i, 0) - lastDue >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the HTTP chunks read per event; about 1 where each event was flushed on its own, 0 without chunks. */
    public double chunksPerEvent() {
        long chunks = streams.stream().mapToLong(StreamConnection::chunks).sum();
        return (double) chunks / Math.max(1, (long) streams.size() * expected.events());
    }

    /** Returns the socket reads per event. */
    public double readsPerEvent() {
        long reads = streams.stream().mapToLong(StreamConnection::reads).sum();
        return (double) reads / Math.max(1, (long) streams.size() * expected.events());
    }
}
