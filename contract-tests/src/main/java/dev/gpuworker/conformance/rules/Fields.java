package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Describes what is wrong with a field of a JSON object; returns null if nothing is. */
final class Fields {
    private Fields() {}

    static @Nullable String nonEmptyText(JsonNode object, String name) {
        JsonNode node = object.path(name);
        return node.isTextual() && !node.textValue().isEmpty() ? null : wrong(object, name, "a non-empty string");
    }

    static @Nullable String text(JsonNode object, String name) {
        return object.path(name).isTextual() ? null : wrong(object, name, "a string");
    }

    static @Nullable String bool(JsonNode object, String name) {
        return object.path(name).isBoolean() ? null : wrong(object, name, "true or false");
    }

    static @Nullable String number(JsonNode object, String name) {
        return object.path(name).isNumber() ? null : wrong(object, name, "a number");
    }

    static @Nullable String integer(JsonNode object, String name, long min) {
        JsonNode node = object.path(name);
        return node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0 && (node.asDouble() >= min)
                ? null
                : wrong(object, name, "an integer of at least " + min);
    }

    static @Nullable String oneOf(JsonNode object, String name, Collection<String> words) {
        JsonNode node = object.path(name);
        return node.isTextual() && words.contains(node.textValue())
                ? null
                : wrong(
                        object,
                        name,
                        "one of " + String.join(", ", words.stream().sorted().toList()));
    }

    /** Checks a field that may be absent. */
    static @Nullable String ifPresent(JsonNode object, String name, @Nullable String problem) {
        return object.has(name) ? problem : null;
    }

    private static String wrong(JsonNode object, String name, String wanted) {
        return object.has(name)
                ? "has " + name + " " + object.get(name) + ", which is not " + wanted
                : "lacks " + name + ", which should be " + wanted;
    }

    /** Returns the field with its value, or says that the object has none. */
    static String shown(JsonNode object, String name) {
        return object.has(name) ? name + " " + object.get(name) : "no " + name;
    }

    /** Returns the first problem, or null if there is none. */
    static @Nullable String first(@Nullable String... problems) {
        for (String problem : problems) {
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
