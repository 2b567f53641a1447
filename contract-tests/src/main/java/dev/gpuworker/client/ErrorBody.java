package dev.gpuworker.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The readable parts of a refusal's body. Reading is lenient, because the body may come from something other than a
 * worker.
 */
record ErrorBody(Optional<String> code, Optional<Boolean> retriable, String message, List<FieldError> errors) {
    private static final ErrorBody NONE = new ErrorBody(Optional.empty(), Optional.empty(), "", List.of());

    static ErrorBody of(byte[] body) {
        JsonNode node;
        try {
            node = WireJson.tree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return NONE;
        }
        if (!node.isObject()) {
            return NONE;
        }
        return new ErrorBody(
                Optional.ofNullable(node.path("code").textValue()),
                node.path("retriable").isBoolean()
                        ? Optional.of(node.path("retriable").booleanValue())
                        : Optional.empty(),
                node.path("message").asText(""),
                fieldErrors(node.path("errors")));
    }

    String describe() {
        if (code.isEmpty()) {
            return " without an error envelope";
        }
        StringBuilder text = new StringBuilder(" " + code.orElseThrow() + ": " + message);
        retriable.ifPresent(again -> text.append(again ? " (retriable)" : " (not retriable)"));
        errors.forEach(
                error -> text.append("\n  ").append(error.field()).append(": ").append(error.message()));
        return text.toString();
    }

    private static List<FieldError> fieldErrors(JsonNode errors) {
        List<FieldError> found = new ArrayList<>();
        for (JsonNode error : errors) {
            found.add(new FieldError(
                    error.path("field").asText(""),
                    error.path("constraint").asText(""),
                    error.path("message").asText(""),
                    error.path("value").textValue()));
        }
        return List.copyOf(found);
    }
}
