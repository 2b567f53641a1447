package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.internal.Shown;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code headers: {…}} of a reply or of a stream. */
final class HeadersReader {
    /** The server itself writes these headers. */
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "date");

    private final Problems problems;
    private final Values values;

    HeadersReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    /** Returns the headers in their order; empty after adding a problem. */
    Optional<Map<String, String>> read(Node node) {
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
