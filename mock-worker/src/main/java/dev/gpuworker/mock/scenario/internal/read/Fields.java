package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of one mapping; unknown and duplicate keys become problems as soon as it is opened. Not thread-safe. */
final class Fields {
    private final Node.Mapping mapping;
    private final String what;
    private final Problems problems;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    private Fields(Node.Mapping mapping, String what, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
    }

    /**
     * Returns the fields, or empty after adding a problem. An empty value ({@code end:}) reads as no fields.
     *
     * @param what name of the place in messages: {@code tokens}
     */
    static Optional<Fields> of(Node node, String what, List<String> allowed, Problems problems) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.NOTHING)) {
            return Optional.of(new Fields(new Node.Mapping(node.at(), List.of()), what, problems));
        }
        if (!(node instanceof Node.Mapping mapping)) {
            String hint = allowed.isEmpty() ? "write {}" : "allowed keys: " + String.join(" ", allowed);
            problems.add(node.at(), what + " must be a mapping, but this is " + Values.shown(node), hint);
            return Optional.empty();
        }
        Fields fields = new Fields(mapping, what, problems);
        mapping.entries().forEach(entry -> fields.put(entry, allowed));
        return Optional.of(fields);
    }

    private void put(Node.Entry entry, List<String> allowed) {
        if (!allowed.contains(entry.key())) {
            String hint = allowed.isEmpty() ? what + " has no keys" : Suggestion.hint(entry.key(), allowed);
            problems.add(entry.at(), "unknown key " + Shown.quoted(entry.key()) + " in " + what, hint);
            return;
        }
        Node.Entry earlier = entries.putIfAbsent(entry.key(), entry);
        if (earlier != null) {
            problems.add(
                    entry.at(),
                    "duplicate key \"" + entry.key() + "\" in " + what,
                    "it first appears in line " + earlier.at().line() + " already");
        }
    }

    Place at() {
        return mapping.at();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /** Returns the key's place, or the mapping's own if the key is absent. */
    Place keyPlace(String key) {
        Node.Entry entry = entries.get(key);
        return entry == null ? mapping.at() : entry.at();
    }

    /** Returns the value that the reader makes from the key's node; null if it is absent or wrong. */
    <T> @Nullable T get(String key, Function<Node, Optional<T>> reader) {
        return node(key).flatMap(reader).orElse(null);
    }

    /** Returns the value, or the default if it is absent or wrong. */
    <T> T get(String key, Function<Node, Optional<T>> reader, T absent) {
        return node(key).flatMap(reader).orElse(absent);
    }

    /** Returns the value of a required key; empty after adding a problem. */
    <T> Optional<T> require(String key, Function<Node, Optional<T>> reader) {
        if (!has(key)) {
            problems.add(mapping.at(), what + " needs the key \"" + key + "\"");
        }
        return node(key).flatMap(reader);
    }

    /**
     * Returns the one of these keys that is present; empty after adding a problem if none is, and one for each extra
     * key.
     */
    Optional<String> exactlyOne(List<String> keys) {
        List<String> present = entries.keySet().stream().filter(keys::contains).toList();
        String choice = String.join(", ", keys.subList(0, keys.size() - 1)) + " or " + keys.get(keys.size() - 1);
        if (present.isEmpty()) {
            problems.add(mapping.at(), what + " needs one of " + choice);
            return Optional.empty();
        }
        for (String extra : present.subList(1, present.size())) {
            problems.add(
                    keyPlace(extra),
                    "\"" + extra + "\" beside \"" + present.get(0) + "\" in " + what,
                    "write one of " + choice);
        }
        return present.size() == 1 ? Optional.of(present.get(0)) : Optional.empty();
    }
}
