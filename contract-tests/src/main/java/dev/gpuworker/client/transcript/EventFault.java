package dev.gpuworker.client.transcript;

import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import java.util.Optional;

/**
 * The first fault in the order of a stream's events (M0-W-1311, M0-W-1312).
 *
 * @param index position of the event in question; the number of events if something is missing at the end
 * @param problem what is wrong, for people
 */
public record EventFault(int index, String problem) {
    private static final int NEIGHBOURS = 3;

    /** Returns the first fault, or empty for events in order. */
    public static Optional<EventFault> firstOf(List<InferenceEvent> events) {
        EventOrder order = new EventOrder();
        int tokens = 0;
        for (int at = 0; at < events.size(); at++) {
            InferenceEvent event = events.get(at);
            Optional<String> problem = order.accept(event);
            if (problem.isEmpty() && event instanceof InferenceEvent.Token token && token.i() != tokens++) {
                problem = Optional.of("token index " + token.i() + ", expected " + (tokens - 1));
            }
            if (problem.isEmpty() && event instanceof InferenceEvent.End end && end.tokensOut() != tokens) {
                problem = Optional.of("tokens_out is " + end.tokensOut() + ", but " + tokens + " tokens came");
            }
            if (problem.isPresent()) {
                return Optional.of(new EventFault(at, problem.orElseThrow()));
            }
        }
        return order.isEnded()
                ? Optional.empty()
                : Optional.of(new EventFault(events.size(), "no terminal event; expected end or error"));
    }

    /** Returns the problem with the events around it; marks the event in question. */
    public String describe(List<InferenceEvent> events) {
        StringBuilder text = new StringBuilder("event " + index + " of " + events.size() + ": " + problem);
        for (int at = Math.max(0, index - NEIGHBOURS); at <= Math.min(events.size(), index + NEIGHBOURS); at++) {
            text.append(at == index ? "\n  > " : "\n    ").append(at).append(' ');
            text.append(at == events.size() ? "(the stream ended here)" : events.get(at));
        }
        return text.toString();
    }
}
