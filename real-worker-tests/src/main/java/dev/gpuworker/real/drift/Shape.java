package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shape of a kind of JSON: the types of each field, and the values of the few fields that have a fixed vocabulary.
 * All other values may differ.
 *
 * @param types types by path, such as {@code errors[].field}
 * @param values values by path, for the fields in {@link #VOCABULARY}
 */
record Shape(SortedMap<String, Set<String>> types, SortedMap<String, Set<String>> values) {
    /** Fields with values that consumers branch on. */
    private static final Set<String> VOCABULARY = Set.of("code", "retriable", "status", "field", "constraint");

    static Shape of(Collection<JsonNode> bodies) {
        Shape shape = new Shape(new TreeMap<>(), new TreeMap<>());
        bodies.forEach(body -> shape.add("", "", body));
        return shape;
    }

    private void add(String path, String name, JsonNode node) {
        types.computeIfAbsent(path, none -> new TreeSet<>()).add(type(node));
        if (VOCABULARY.contains(name)) {
            values.computeIfAbsent(path, none -> new TreeSet<>()).add(node.asText());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getKey(), field.getValue());
        }
        if (node.isArray()) {
            node.forEach(element -> add(path + "[]", "", element));
        }
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case MISSING -> "nothing";
            default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
