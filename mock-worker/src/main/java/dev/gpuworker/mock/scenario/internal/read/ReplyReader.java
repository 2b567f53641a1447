package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads {@code reply: {…}} of a scenario and {@code answer: {…}} of its {@code on-cancel}. */
final class ReplyReader {
    private final Problems problems;
    private final Values values;
    private final HeadersReader headers;

    ReplyReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        headers = new HeadersReader(problems);
    }

    Optional<Reply> read(Node node, String what) {
        return Fields.of(node, what, Vocabulary.REPLY, problems).flatMap(fields -> {
            Optional<Integer> status = fields.require("status", n -> values.integer(n, 200, 599));
            Map<String, String> sent = fields.get("headers", headers::read, Map.of());
            String body = fields.get("body", this::body);
            Duration after = fields.get("after", values::duration, Duration.ZERO);
            return status.flatMap(code -> values.built(node, () -> new Reply(code, sent, body, after)));
        });
    }

    /** Text is sent unchanged, anything else as JSON. */
    private Optional<String> body(Node node) {
        boolean tree = node instanceof Node.Mapping || node instanceof Node.Sequence;
        return tree ? MatchReader.value(node, values).map(Object::toString) : values.text(node);
    }
}
