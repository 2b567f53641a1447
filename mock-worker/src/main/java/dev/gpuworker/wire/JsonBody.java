package dev.gpuworker.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Turns request bytes into one JSON object. Errors give a position in the body, never its text (D-04). */
final class JsonBody {
    private static final String NOT_JSON = "the body is not one valid JSON document";

    private JsonBody() {}

    static JsonNode object(byte[] body) throws InvalidRequestException {
        if (body.length == 0) {
            throw invalid("the body is empty; expected one JSON object");
        }
        JsonNode node = tree(utf8(body));
        if (!node.isObject()) {
            String got =
                    node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
            throw invalid("the body must be one JSON object (got " + got + ")");
        }
        return node;
    }

    private static String utf8(byte[] body) throws InvalidRequestException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid("the body is not valid UTF-8");
        }
    }

    private static JsonNode tree(String text) throws InvalidRequestException {
        try {
            return WireJson.tree(text);
        } catch (StreamConstraintsException e) {
            throw invalid("the body goes beyond what is read: " + WireJson.LIMITS);
        } catch (JsonProcessingException e) {
            String problem = isDuplicate(e) ? "the body has a key twice in one object" : NOT_JSON;
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw invalid(problem + where);
        }
    }

    /** The parser has no exception type for this; only its message shows it, and that quotes the key. */
    private static boolean isDuplicate(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate ");
    }

    private static InvalidRequestException invalid(String message) {
        return new InvalidRequestException(List.of(new FieldError("body", "valid_json", message, null)));
    }
}
