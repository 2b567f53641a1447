package dev.gpuworker.mock.scenario.internal.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.WireJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges an HTTP response without a stream against the contract (sections 1 and 4). */
final class ReplyJudge {
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 409, 413, 415);

    private final Findings findings;

    ReplyJudge(Findings findings) {
        this.findings = findings;
    }

    void judge(Reply reply) {
        if (reply.status() < 400) {
            findings.add(
                    Part.REPLY, 0, "a job is answered with status " + reply.status() + " and no stream", "M0-W-1310");
            return;
        }
        if (!isKnown(reply.status())) {
            findings.add(Part.REPLY, 0, "no error code of the contract has status " + reply.status(), "M0-W-1500");
        }
        if (!isJson(reply)) {
            findings.add(Part.REPLY, 0, "a refusal must be application/json", "M0-W-1302");
        }
        body(reply);
    }

    private static boolean isKnown(int status) {
        return REFUSALS.contains(status) || Stream.of(ErrorCode.values()).anyMatch(code -> code.httpStatus() == status);
    }

    static boolean isJson(Reply reply) {
        Optional<String> type = reply.headers().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst();
        return type.map(value -> value.startsWith("application/json")).orElse(true);
    }

    private void body(Reply reply) {
        String body = reply.body();
        if (body == null) {
            return;
        }
        Optional<JsonNode> envelope = object(body);
        if (envelope.isEmpty()) {
            findings.add(Part.REPLY, 0, "a refusal's body must be the JSON envelope", "M0-W-1302");
            return;
        }
        JsonNode node = envelope.get();
        String word = node.path("code").asText();
        Optional<ErrorCode> code = ErrorCode.of(word);
        if (code.isEmpty()) {
            findings.add(Part.REPLY, 0, "unknown error code " + Shown.quoted(word), "M0-W-1500", "M0-W-1302");
        } else if (!fits(code.get(), reply.status())) {
            findings.add(Part.REPLY, 0, "code " + word + " does not go with status " + reply.status(), "M0-W-1500");
        }
        if (node.path("message").asText().isEmpty()) {
            findings.add(Part.REPLY, 0, "the envelope needs a message", "M0-W-1302");
        }
        boolean retriable = node.path("retriable").isBoolean()
                && code.map(known -> known.retriable() == node.path("retriable").asBoolean())
                        .orElse(true);
        if (!retriable) {
            findings.add(Part.REPLY, 0, "the envelope needs the code's own retriable", "M0-W-1500", "M0-W-1302");
        }
    }

    private static boolean fits(ErrorCode code, int status) {
        return code == ErrorCode.INVALID_REQUEST ? REFUSALS.contains(status) : code.httpStatus() == status;
    }

    static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(WireJson.tree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
