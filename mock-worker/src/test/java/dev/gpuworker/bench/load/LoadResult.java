package dev.gpuworker.bench.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The arrival times of all events, and which streams were complete. Incomplete streams are left out of times. */
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

    /** Returns how many streams sent every expected byte and ended. */
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
     * Returns how far each token was from its plan, in nanoseconds. The origin of a stream's plan is the token that
     * arrived earliest relative to it, so a late token does not make others look early.
     */
    public Quantiles deviations() {
        Quantiles deviations = new Quantiles(load.streams() * load.tokens());
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).failure() == null) {
                long plan = planNanos(i);
                for (int k = 0; k < load.tokens(); k++) {
                    deviations.add(tokenNanos(i, k) - dueNanos(plan, k));
                }
            }
        }
        return deviations;
    }

    /** Returns how far the last token of each stream was from its plan, in nanoseconds. */
    public Quantiles drifts() {
        Quantiles drifts = new Quantiles(load.streams());
        int last = load.tokens() - 1;
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).failure() == null) {
                drifts.add(tokenNanos(i, last) - dueNanos(planNanos(i), last));
            }
        }
        return drifts;
    }

    private long planNanos(int stream) {
        int from = stream * expected.events() + expected.firstToken();
        return planNanos(arrivals, from, load.tokens(), load.every().toNanos());
    }

    private long dueNanos(long plan, int token) {
        return plan + token * load.every().toNanos();
    }

    /** Returns when token 0 was due, judged by the token that arrived earliest relative to the schedule. */
    static long planNanos(long[] arrivals, int from, int tokens, long everyNanos) {
        long plan = arrivals[from];
        for (int k = 1; k < tokens; k++) {
            long byThis = arrivals[from + k] - k * everyNanos;
            plan = byThis - plan < 0 ? byThis : plan;
        }
        return plan;
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

    /**
     * Returns whether every complete stream's first token arrived before its last was due, that is, nothing was held
     * back.
     */
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

    /** Returns the HTTP chunks read per event; about 1 if each event was flushed on its own, 0 without chunks. */
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
