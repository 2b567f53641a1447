package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import dev.gpuworker.mock.scenario.match.JsonMatch;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.TextMatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code when: {…}} of a scenario. */
final class MatchReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Each job searches all expressions, one job after the other. */
    private static final int FILE_STEPS_MAX = 10_000;

    private final Problems problems;
    private final Values values;
    private int stepsLeft = FILE_STEPS_MAX;

    MatchReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    Optional<Match> read(Node node) {
        return Fields.of(node, "when", Vocabulary.WHEN, problems)
                .map(fields -> new Match(
                        fields.get("job_id", this::text),
                        fields.get("prompt", this::text),
                        fields.get("header", this::headers, Map.of()),
                        fields.get("json", this::json, List.of())));
    }

    private Optional<TextMatch> text(Node node) {
        return values.text(node).flatMap(text -> {
            try {
                return Optional.of(TextMatch.parse(text)).filter(match -> fits(match, node));
            } catch (IllegalArgumentException e) {
                problems.add(node.at(), "not a usable regular expression: " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private boolean fits(TextMatch match, Node node) {
        if (match instanceof TextMatch.Regex regex) {
            boolean fitted = stepsLeft >= 0;
            stepsLeft -= regex.stepsPerCharacter();
            if (fitted && stepsLeft < 0) {
                problems.add(
                        node.at(),
                        "up to here the regular expressions of this file take more than " + FILE_STEPS_MAX
                                + " steps a character",
                        "use fewer or simpler ones, or plain texts");
            }
        }
        return stepsLeft >= 0;
    }

    private Optional<Map<String, TextMatch>> headers(Node node) {
        Map<String, TextMatch> headers = new TreeMap<>();
        for (Node.Entry entry : entries(node, "header")) {
            String name = entry.key().toLowerCase(Locale.ROOT);
            if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]{1,256}")) {
                problems.add(entry.at(), Shown.quoted(entry.key()) + " is not the name of a header");
            } else if (headers.containsKey(name)) {
                problems.add(entry.at(), "duplicate header \"" + name + "\"");
            } else {
                text(entry.value()).ifPresent(match -> headers.put(name, match));
            }
        }
        return Optional.of(headers);
    }

    private Optional<List<JsonMatch>> json(Node node) {
        List<JsonMatch> matches = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node.Entry entry : entries(node, "json")) {
            if (!seen.add(entry.key())) {
                problems.add(entry.at(), "duplicate pointer " + Shown.quoted(entry.key()));
            }
            json(entry).ifPresent(matches::add);
        }
        return Optional.of(matches);
    }

    private Optional<JsonMatch> json(Node.Entry entry) {
        Optional<JsonPointer> pointer = pointer(entry);
        Optional<JsonNode> value = entry.value() instanceof Scalar scalar && scalar.is(Scalar.Type.TEXT)
                ? text(scalar).map(text -> JSON.textNode(scalar.text()))
                : value(entry.value(), values);
        return pointer.flatMap(at -> value.map(expected -> new JsonMatch(at, expected)));
    }

    private Optional<JsonPointer> pointer(Node.Entry entry) {
        try {
            return Optional.of(JsonMatch.of(entry.key(), JSON.nullNode()).pointer());
        } catch (IllegalArgumentException e) {
            String hint = entry.key().startsWith("/")
                    ? "write ~0 for a tilde and ~1 for a slash inside a key"
                    : "it begins with a slash: /" + Shown.line(entry.key());
            problems.add(entry.at(), Shown.quoted(entry.key()) + " is not a JSON pointer", hint);
            return Optional.empty();
        }
    }

    private List<Node.Entry> entries(Node node, String what) {
        if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            return mapping.entries();
        }
        problems.add(node.at(), what + " must be a mapping with at least one key, but this is " + Values.shown(node));
        return List.of();
    }

    /** Returns the JSON of any node; empty after a problem. Depth and size are bounded by the file's. */
    static Optional<JsonNode> value(Node node, Values values) {
        return values.plainNumbers(node) ? Optional.of(value(node)) : Optional.empty();
    }

    private static JsonNode value(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key(), value(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(value(item)));
            return array;
        }
        return scalar((Scalar) node);
    }

    private static JsonNode scalar(Scalar scalar) {
        return switch (scalar.type()) {
            case NOTHING -> JSON.nullNode();
            case BOOLEAN ->
                JSON.booleanNode(scalar.text().toLowerCase(Locale.ROOT).matches("true|yes|on"));
            case INTEGER, DECIMAL -> JSON.numberNode(new BigDecimal(scalar.text()));
            case TEXT -> JSON.textNode(scalar.text());
        };
    }
}
