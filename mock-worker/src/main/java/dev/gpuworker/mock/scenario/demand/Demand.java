package dev.gpuworker.mock.scenario.demand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one scenario demands of a client that sends the job once and reads the answer. Immutable.
 *
 * @param name the scenario's name
 * @param about what the scenario does
 * @param events what it sends, in order
 * @param failure whether the client has to report a failure instead of a good end
 * @param kinds the kinds of failures that it may report; empty if it must not report any
 * @param unfinished what it means if the client still waits when its time is up
 * @param repeat whether the client may send the job again; its events may then come again too
 * @param because for each demand that binds ({@code events}, {@code failure}, {@code unfinished}, {@code repeat}), the
 *     decisions, requirements and standards that say so
 */
public record Demand(
        String name,
        String about,
        List<DemandedEvent> events,
        Duty failure,
        List<FailureKind> kinds,
        Unfinished unfinished,
        Duty repeat,
        Map<String, List<String>> because) {
    /** Copies the lists. */
    public Demand {
        events = List.copyOf(events);
        kinds = List.copyOf(kinds);
        because = Map.copyOf(new LinkedHashMap<>(because));
    }

    /** Returns what a demand rests on, for people; empty if it does not bind. */
    public String because(String part) {
        return String.join(", ", because.getOrDefault(part, List.of()));
    }

    /** Returns whether the client may report a good end. */
    public boolean mayEnd() {
        return failure != Duty.MUST;
    }
}
