package dev.gpuworker.client.transcript;

import dev.gpuworker.wire.InferenceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timings of a stream as the client saw it, including the network. The clock starts when the last byte of the
 * request is written; an event counts when its last byte arrives.
 *
 * @param ttft time to the first token, empty without tokens
 * @param itl latencies between consecutive tokens, in order of arrival; one fewer than tokens
 * @param decodeTime from the first token to the terminal event; empty if either is missing
 * @param total to the last event, zero without events
 */
public record StreamTimings(
        Optional<Duration> ttft, List<Duration> itl, Optional<Duration> decodeTime, Duration total) {
    /** Copies the list. */
    public StreamTimings {
        itl = List.copyOf(itl);
    }

    /** Returns the timings of a stream's events. */
    public static StreamTimings of(List<ReceivedEvent> received) {
        List<Long> tokens = received.stream()
                .filter(r -> r.event() instanceof InferenceEvent.Token)
                .map(ReceivedEvent::nanos)
                .toList();
        List<Duration> itl = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            itl.add(Duration.ofNanos(tokens.get(i) - tokens.get(i - 1)));
        }
        long first = tokens.isEmpty() ? 0 : tokens.get(0);
        long last = received.isEmpty() ? 0 : received.get(received.size() - 1).nanos();
        boolean ended =
                !received.isEmpty() && received.get(received.size() - 1).event().isTerminal();
        return new StreamTimings(
                tokens.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(first)),
                itl,
                tokens.isEmpty() || !ended ? Optional.empty() : Optional.of(Duration.ofNanos(last - first)),
                Duration.ofNanos(last));
    }

    /**
     * Returns a percentile of the inter-token latencies by the nearest-rank rule, or empty with fewer than two tokens.
     *
     * @param percent above 0, at most 100; 50 is the median, 100 the maximum
     */
    public Optional<Duration> itlPercentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be above 0 and at most 100, but was " + percent);
        }
        List<Duration> sorted = itl.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1));
    }
}
