package dev.gpuworker.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object strictly. Throws {@link IllegalArgumentException} with a sentence that names the
 * field but never quotes its text.
 */
final class EventFields {
    private final JsonNode object;

    EventFields(JsonNode object) {
        this.object = object;
    }

    boolean has(String field) {
        return object.has(field);
    }

    boolean isNull(String field) {
        return required(field).isNull();
    }

    String text(String field) {
        JsonNode node = required(field);
        String text = node.textValue();
        if (text == null) {
            throw wrong(field, "a string", node);
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("field \"" + field + "\" holds half a character (a lone surrogate)");
        }
        return text;
    }

    String nonEmpty(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("field \"" + field + "\" must not be empty");
        }
        return text;
    }

    @Nullable String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    boolean bool(String field) {
        JsonNode node = required(field);
        if (!node.isBoolean()) {
            throw wrong(field, "a boolean", node);
        }
        return node.booleanValue();
    }

    double number(String field) {
        JsonNode node = required(field);
        if (!node.isNumber()) {
            throw wrong(field, "a number", node);
        }
        return node.doubleValue();
    }

    /** Returns an integer from {@code least} to {@code greatest}. */
    long integer(String field, long least, long greatest) {
        return bigInteger(field, BigInteger.valueOf(least), BigInteger.valueOf(greatest))
                .longValueExact();
    }

    BigInteger bigInteger(String field, BigInteger least, BigInteger greatest) {
        JsonNode node = required(field);
        if (!node.isIntegralNumber()) {
            throw wrong(field, "an integer", node);
        }
        BigInteger value = node.bigIntegerValue();
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(
                    "field \"" + field + "\" must be within " + least + " to " + greatest + ", but is " + value);
        }
        return value;
    }

    private JsonNode required(String field) {
        JsonNode node = object.get(field);
        if (node == null) {
            throw new IllegalArgumentException("field \"" + field + "\" is missing");
        }
        return node;
    }

    private static IllegalArgumentException wrong(String field, String expected, JsonNode node) {
        String got = switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number with a fraction";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
        return new IllegalArgumentException("field \"" + field + "\" must be " + expected + ", but is " + got);
    }
}
