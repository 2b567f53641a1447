package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than a stream.
 *
 * @param exchange the exchange that recorded it
 * @param json its body; a missing node if that is not JSON
 */
record Reply(Exchange exchange, JsonNode json) {
    /** The longest list of errors has a few KB; the trees of many large bodies would not fit into a heap of 256 MB. */
    private static final int JSON_BYTES_MAX = 64 << 10;

    static Reply of(Exchange exchange) {
        byte[] body = exchange.transcript().body();
        if (body.length > JSON_BYTES_MAX) {
            return new Reply(exchange, MissingNode.getInstance());
        }
        try {
            return new Reply(exchange, WireJson.tree(new String(body, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return new Reply(exchange, MissingNode.getInstance());
        }
    }

    int status() {
        return exchange.transcript().status();
    }

    boolean isWhole() {
        return exchange.transcript().ending() == TransferEnd.COMPLETE;
    }

    /** Describes what is wrong with the status; returns null if nothing is. */
    @Nullable String statusIsNot(int wanted) {
        return status() == wanted ? null : "answered " + exchange.summary();
    }

    /** Describes what is wrong with the type of the body; returns null if nothing is. */
    @Nullable String isNotJson() {
        String type = exchange.transcript().header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].trim().equals("application/json")) {
            return "answered " + exchange.summary() + ", which is not application/json";
        }
        int length = exchange.transcript().body().length;
        if (length > JSON_BYTES_MAX) {
            return "answered with a body of " + length + " bytes, more than the " + JSON_BYTES_MAX
                    + " that are read as JSON";
        }
        return json.isObject() ? null : "answered with a body that is not a JSON object";
    }

    /** Describes what is wrong with the error envelope of a refusal; returns null if nothing is. */
    @Nullable String isNotEnvelope(String code) {
        String notJson = isNotJson();
        if (notJson != null) {
            return notJson;
        }
        if (!code.equals(json.path("code").asText())) {
            return "has " + Fields.shown(json, "code") + " in its body, expected code " + code;
        }
        return Fields.first(Fields.nonEmptyText(json, "message"), Fields.bool(json, "retriable"));
    }

    /** Returns whether there is an error for this field with this constraint. */
    boolean hasError(String field, String constraint) {
        for (JsonNode error : json.path("errors")) {
            if (field.equals(error.path("field").asText())
                    && constraint.equals(error.path("constraint").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the header with its value, or says that the answer has none. */
    String shownHeader(String name) {
        return exchange.transcript()
                .header(name.toLowerCase(Locale.ROOT))
                .map(value -> name + " \"" + value + "\"")
                .orElse("no " + name);
    }

    /** Returns a breach of this answer, if there is a problem. */
    Optional<Finding> finding(@Nullable String problem) {
        int length = exchange.transcript().body().length;
        return Optional.ofNullable(problem)
                .map(what -> Finding.at(exchange, 0, Math.min(length, 200), bodyStart(), what));
    }

    private String bodyStart() {
        byte[] body = exchange.transcript().body();
        return exchange.summary() + ": " + new String(body, 0, Math.min(200, body.length), StandardCharsets.UTF_8);
    }
}
