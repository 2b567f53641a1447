package dev.gpuworker.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.demand.Delivery;
import dev.gpuworker.mock.scenario.demand.DemandedEvent;
import dev.gpuworker.wire.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a client delivered with what a scenario sent. An event that need not be delivered may be missing; if
 * the job may be sent again, its events may come again.
 */
final class EventComparison {
    private static final int CHARS_MAX = 100;

    private final List<DemandedEvent> sent;
    private final String jobId;
    private final int passesMax;

    /** The place among the sent events behind the last one that was delivered. */
    private int next;

    private int passes = 1;
    private @Nullable String difference;

    private EventComparison(List<DemandedEvent> sent, String jobId, int passesMax) {
        this.sent = sent;
        this.jobId = jobId;
        this.passesMax = passesMax;
    }

    /** @param passesMax how often the events may come */
    static EventComparison of(List<DemandedEvent> sent, List<Delivered> delivered, String jobId, int passesMax) {
        EventComparison comparison = new EventComparison(sent, jobId, passesMax);
        for (int k = 0; k < delivered.size() && comparison.difference == null; k++) {
            comparison.take(delivered.get(k), k + 1);
        }
        return comparison;
    }

    /** Returns how what was delivered differs from what was sent; null if it does not, as far as it goes. */
    @Nullable String difference() {
        return difference;
    }

    /** Returns what is missing behind the last delivered event; null if nothing is. */
    @Nullable String missing(boolean failed) {
        for (int k = next; k < sent.size(); k++) {
            Delivery delivery = sent.get(k).deliver();
            if (delivery == Delivery.MUST || (delivery == Delivery.UNLESS_FAILED && !failed)) {
                return "event " + (k + 1) + " was not delivered: " + shown(sent.get(k));
            }
        }
        return null;
    }

    private void take(Delivered event, int number) {
        int place = placeFrom(next, event);
        if (place < 0 && passes < passesMax && placeFrom(0, event) >= 0) {
            passes++;
            place = placeFrom(0, event);
        }
        if (place < 0) {
            difference = "event " + number + " should be " + expected() + ", but was " + event + hint(event);
        } else if (sent.get(place).deliver() == Delivery.MUST_NOT) {
            difference = "event " + number + " was delivered, although the job had ended before: " + event;
        } else {
            next = place + 1;
        }
    }

    /** Returns the place of this event; -1 if one that must be delivered comes before, or there is none. */
    private int placeFrom(int from, Delivered event) {
        for (int k = from; k < sent.size(); k++) {
            if (sent.get(k).is(event.event(), event.data(), jobId)) {
                return k;
            }
            Delivery delivery = sent.get(k).deliver();
            if (delivery == Delivery.MUST || delivery == Delivery.UNLESS_FAILED) {
                return -1;
            }
        }
        return -1;
    }

    private String expected() {
        return sent.subList(next, sent.size()).stream()
                .filter(event -> event.deliver() != Delivery.MUST_NOT)
                .findFirst()
                .map(this::shown)
                .orElse("none");
    }

    private String shown(DemandedEvent event) {
        String data = event.data().text().replace("${job_id}", jobId);
        return event.event() + " " + PrintableText.excerpt(data, CHARS_MAX);
    }

    /** Names the cause if it can be seen. */
    private String hint(Delivered event) {
        if (next >= sent.size()) {
            return "";
        }
        DemandedEvent expected = sent.get(next);
        String data = expected.data().text();
        if (!expected.isNamed(event.event())) {
            return expected.data().matches(event.data(), jobId) ? " (its data under another name)" : "";
        }
        if (data.strip().equals(event.data().strip())) {
            return " (spaces differ)";
        }
        return isSameJson(data, event.data()) ? " (the same JSON, but not the text as it came)" : "";
    }

    private static boolean isSameJson(String one, String other) {
        try {
            return WireJson.tree(one).equals(WireJson.tree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
