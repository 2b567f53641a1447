package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.SentEvent;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** The events that one job sent, packed. Belongs to the player; {@link #view} returns an immutable copy. */
final class SentLog {
    /** A job within the contract has at most 2048 tokens; events beyond this bound are only counted. */
    static final int EVENTS_MAX = 8192;

    static final int BYTES_PER_EVENT = 32;

    private final int expected;
    private EventKind[] kinds = {};
    private int[] tokens = {};
    private long[] times = {};
    private int size;
    private long dropped;
    private long lagMax;
    private long freeSince;

    /** @param expected number of events that it will most likely hold: each growth leaves the old array as garbage */
    SentLog(int expected) {
        this.expected = Math.max(8, Math.min(expected, EVENTS_MAX));
    }

    /** Adds an event as it is handed to the operating system. Times are nanoseconds from the job's start. */
    void written(EventKind kind, int token, long planned, long written) {
        long lag = written - Math.max(planned, freeSince);
        lagMax = Math.max(lagMax, lag);
        if (size == EVENTS_MAX) {
            dropped++;
            return;
        }
        if (size == kinds.length) {
            int room = size == 0 ? expected : size * 2;
            kinds = Arrays.copyOf(kinds, room);
            tokens = Arrays.copyOf(tokens, room);
            times = Arrays.copyOf(times, room * 3);
        }
        kinds[size] = kind;
        tokens[size] = token;
        times[3 * size] = planned;
        times[3 * size + 1] = written;
        times[3 * size + 2] = written;
        size++;
    }

    /** Records that the operating system has taken all bytes of the last {@code events} events. */
    void completed(int events, long completed) {
        freeSince = completed;
        if (dropped == 0) {
            for (int k = Math.max(0, size - events); k < size; k++) {
                times[3 * k + 2] = completed;
            }
        }
    }

    long dropped() {
        return dropped;
    }

    Duration greatestLag() {
        return Duration.ofNanos(lagMax);
    }

    int bytes() {
        return size * BYTES_PER_EVENT;
    }

    List<SentEvent> view() {
        return viewFrom(0);
    }

    List<SentEvent> viewFrom(int first) {
        int from = Math.min(first, size);
        return new View(
                Arrays.copyOfRange(kinds, from, size),
                Arrays.copyOfRange(tokens, from, size),
                Arrays.copyOfRange(times, 3 * from, 3 * size));
    }

    private static final class View extends AbstractList<SentEvent> {
        private final EventKind[] kinds;
        private final int[] tokens;
        private final long[] times;

        View(EventKind[] kinds, int[] tokens, long[] times) {
            this.kinds = kinds;
            this.tokens = tokens;
            this.times = times;
        }

        @Override
        public SentEvent get(int at) {
            return new SentEvent(kinds[at].word(), tokens[at], time(3 * at), time(3 * at + 1), time(3 * at + 2));
        }

        private Duration time(int at) {
            return Duration.ofNanos(times[at]);
        }

        @Override
        public int size() {
            return kinds.length;
        }
    }
}
