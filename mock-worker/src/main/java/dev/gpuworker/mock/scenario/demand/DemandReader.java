package dev.gpuworker.mock.scenario.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads demands from JSON, which fits {@code demands.schema.json}. */
final class DemandReader {
    private DemandReader() {}

    static List<Demand> read(JsonNode scenarios) {
        List<Demand> all = new ArrayList<>();
        scenarios.forEach(scenario -> all.add(demand(scenario)));
        return List.copyOf(all);
    }

    private static Demand demand(JsonNode node) {
        List<DemandedEvent> events = new ArrayList<>();
        node.path("events").forEach(event -> add(events, event));
        List<FailureKind> kinds = new ArrayList<>();
        node.path("failure")
                .path("kinds")
                .forEach(kind -> kinds.add(one(FailureKind.values(), FailureKind::words, kind)));
        Map<String, List<String>> because = new LinkedHashMap<>();
        node.path("because").properties().forEach(part -> because.put(part.getKey(), texts(part.getValue())));
        return new Demand(
                node.path("name").asText(),
                node.path("about").asText(),
                events,
                one(Duty.values(), Duty::word, node.path("failure").path("report")),
                kinds,
                one(Unfinished.values(), Unfinished::word, node.path("unfinished")),
                one(Duty.values(), Duty::word, node.path("repeat")),
                because);
    }

    /** Adds one event, or one for each {@code i} of its range. */
    private static void add(List<DemandedEvent> events, JsonNode node) {
        String data = node.path("data").asText();
        if (!node.has("i")) {
            events.add(event(node, data));
            return;
        }
        int to = node.path("i").path("to").asInt();
        for (int i = node.path("i").path("from").asInt(); i <= to; i++) {
            events.add(event(node, data.replace("${i}", String.valueOf(i))));
        }
    }

    private static DemandedEvent event(JsonNode node, String data) {
        @Nullable String orEvent =
                Optional.ofNullable(node.get("or_event")).map(JsonNode::asText).orElse(null);
        return new DemandedEvent(
                node.path("event").asText(),
                orEvent,
                new DataTemplate(data),
                one(Delivery.values(), Delivery::word, node.path("deliver")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }

    private static <E> E one(E[] values, Function<E, String> word, JsonNode node) {
        return Stream.of(values)
                .filter(value -> word.apply(value).equals(node.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word in the demands: " + node));
    }
}
