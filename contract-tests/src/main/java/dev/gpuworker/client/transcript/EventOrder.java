package dev.gpuworker.client.transcript;

import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import java.util.Optional;

/**
 * The order of a stream's events (M0-W-1311): {@code started}, then {@code token} and {@code metrics}, then exactly one
 * of {@code end} and {@code error}. In the dialect as built, {@code error} comes alone. Not thread-safe.
 */
public final class EventOrder {
    private final Dialect dialect;
    private boolean started;
    private String terminal = "";

    /** Creates the order of the contract. */
    public EventOrder() {
        this(Dialect.CONTRACT);
    }

    /** Creates the order of a dialect. */
    public EventOrder(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Returns why this event may not come next, or empty if it may; a rejected event changes nothing. */
    public Optional<String> accept(InferenceEvent event) {
        String type = event.type();
        if (isEnded()) {
            return Optional.of("\"" + type + "\" after the terminal event \"" + terminal + "\"");
        }
        boolean isStarted = event instanceof InferenceEvent.Started;
        if (isStarted && started) {
            return Optional.of("a second \"started\"");
        }
        if (!isStarted && !started && !isLoneError(event)) {
            return Optional.of("\"" + type + "\" before \"started\"");
        }
        started = true;
        if (event.isTerminal()) {
            terminal = type;
        }
        return Optional.empty();
    }

    private boolean isLoneError(InferenceEvent event) {
        return dialect == Dialect.AS_BUILT && event instanceof InferenceEvent.Failed;
    }

    /** Returns whether the terminal event has come. */
    public boolean isEnded() {
        return !terminal.isEmpty();
    }

    /**
     * Returns the types in order, with repetitions counted: {@code started token*12 end}; {@code none} without events.
     */
    public static String sequence(List<InferenceEvent> events) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < events.size()) {
            String type = events.get(from).type();
            int to = from;
            while (to < events.size() && events.get(to).type().equals(type)) {
                to++;
            }
            text.append(text.isEmpty() ? "" : " ").append(type).append(to - from > 1 ? "*" + (to - from) : "");
            from = to;
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
