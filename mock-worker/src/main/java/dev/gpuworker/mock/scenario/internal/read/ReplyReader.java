package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.internal.Shown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code reply: {…}} of a scenario and {@code answer: {…}} of its {@code on-cancel}. */
final class ReplyReader {
    /** The server itself writes these headers. */
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "date");

    private final Problems problems;
    private final Values values;

    ReplyReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    Optional<Reply> read(Node node, String what) {
        return Fields.of(node, what, Vocabulary.REPLY, problems).flatMap(fields -> {
            Optional<Integer> status = fields.require("status", n -> values.integer(n, 200, 599));
            Map<String, String> headers = fields.get("headers", this::headers, Map.of());
            String body = fields.get("body", this::body);
            Duration after = fields.get("after", values::duration, Duration.ZERO);
            return status.flatMap(code -> values.built(node, () -> new Reply(code, headers, body, after)));
        });
    }

    /** Text is sent unchanged, anything else as JSON. */
    private Optional<String> body(Node node) {
        boolean tree = node instanceof Node.Mapping || node instanceof Node.Sequence;
        return tree ? MatchReader.value(node, values).map(Object::toString) : values.text(node);
    }

    private Optional<Map<String, String>> headers(Node node) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.at(), "headers must be a mapping, but this is " + Values.shown(node));
            return Optional.empty();
        }
        for (Node.Entry entry : mapping.entries()) {
            values.text(entry.value()).filter(value -> legal(entry, value)).ifPresent(value -> {
                if (headers.put(entry.key(), value) != null) {
                    problems.add(entry.at(), "duplicate header " + Shown.quoted(entry.key()));
                }
            });
        }
        return Optional.of(headers);
    }

    private boolean legal(Node.Entry entry, String value) {
        if (!entry.key().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")) {
            problems.add(entry.at(), Shown.quoted(entry.key()) + " is not the name of a header");
            return false;
        }
        if (OWN.contains(entry.key().toLowerCase(Locale.ROOT))) {
            problems.add(entry.at(), "the header \"" + entry.key() + "\" is written by the server itself");
            return false;
        }
        if (!value.matches("[\\t\\x20-\\x7e]{0,4096}")) {
            problems.add(entry.value().at(), "a header's value is printable ASCII, at most 4096 characters");
            return false;
        }
        return true;
    }
}
