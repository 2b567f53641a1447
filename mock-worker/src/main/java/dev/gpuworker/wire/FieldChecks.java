package dev.gpuworker.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of one body and collects the errors. A field that failed reads as empty or null. Not thread-safe.
 */
final class FieldChecks {
    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    FieldChecks(JsonNode body) {
        this.body = body;
    }

    void throwIfAny() throws InvalidRequestException {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    String jobId(String field, int charsMax) {
        String id = requiredString(field, true);
        if (id != null && id.isEmpty()) {
            add(field, "non_empty", field + " must not be empty", "");
        } else if (id != null && id.codePointCount(0, id.length()) > charsMax) {
            add(
                    field,
                    "max_length(" + charsMax + ")",
                    field + " must have at most " + charsMax + " characters (got " + id.codePointCount(0, id.length())
                            + ")",
                    id);
        }
        return id == null ? "" : id;
    }

    String text(String field, int codePointsMax) {
        String text = requiredString(field, false);
        int length = text == null ? 1 : text.codePointCount(0, text.length());
        if (length < 1 || length > codePointsMax) {
            add(
                    field,
                    "length(1..=" + codePointsMax + ")",
                    field + " must have 1 to " + codePointsMax + " characters (got " + length + ")",
                    null);
        }
        return text == null ? "" : text;
    }

    @Nullable Integer integer(String field, int min, int max) {
        Long value = longInteger(field, min, max);
        return value == null ? null : value.intValue();
    }

    @Nullable Long longInteger(String field, long min, long max) {
        BigInteger value = bigInteger(field, BigInteger.valueOf(min), BigInteger.valueOf(max));
        return value == null ? null : value.longValue();
    }

    @Nullable Seed seed(String field) {
        BigInteger value = bigInteger(field, BigInteger.ZERO, Seed.MAX);
        return value == null ? null : Seed.of(value);
    }

    /** Checks a number from 0.0 to max. */
    @Nullable Double number(String field, double max) {
        JsonNode node = body.get(field);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            wrongType(field, "number", node);
            return null;
        }
        double value = node.doubleValue();
        if (value >= 0.0 && value <= max) {
            return value;
        }
        outOfRange(field, "0.0", String.valueOf(max), value < 0, node.asText());
        return null;
    }

    List<String> texts(String field, int countMax, int charsMax) {
        JsonNode node = body.get(field);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            wrongType(field, "array", node);
            return List.of();
        }
        if (node.size() > countMax) {
            add(
                    field,
                    "max_count(" + countMax + ")",
                    field + " must have at most " + countMax + " items (got " + node.size() + ")",
                    null);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            item(field + "[" + i + "]", node.get(i), charsMax, texts);
        }
        return texts;
    }

    private void item(String field, JsonNode node, int charsMax, List<String> texts) {
        String text = node.textValue();
        if (text == null) {
            add(field, "type(string)", field + " must be a string (got " + kind(node) + ")", null);
        } else if (hasLoneSurrogate(text)) {
            loneSurrogate(field);
        } else if (text.isEmpty()) {
            add(field, "non_empty", field + " must not be empty", null);
        } else if (text.codePointCount(0, text.length()) > charsMax) {
            add(
                    field,
                    "max_length(" + charsMax + ")",
                    field + " must have at most " + charsMax + " characters (got "
                            + text.codePointCount(0, text.length()) + ")",
                    null);
        } else {
            texts.add(text);
        }
    }

    private @Nullable String requiredString(String field, boolean tellValue) {
        JsonNode node = body.get(field);
        if (node == null) {
            add(field, "required", field + " is required", null);
            return null;
        }
        String text = node.textValue();
        if (text == null) {
            add(
                    field,
                    "type(string)",
                    field + " must be a string (got " + kind(node) + ")",
                    tellValue ? node.toString() : null);
        } else if (hasLoneSurrogate(text)) {
            loneSurrogate(field);
            return null;
        }
        return text;
    }

    private @Nullable BigInteger bigInteger(String field, BigInteger min, BigInteger max) {
        JsonNode node = body.get(field);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            wrongType(field, "integer", node);
            return null;
        }
        BigInteger value = node.bigIntegerValue();
        boolean low = value.compareTo(min) < 0;
        if (low || value.compareTo(max) > 0) {
            outOfRange(field, min.toString(), max.toString(), low, value.toString());
            return null;
        }
        return value;
    }

    private void outOfRange(String field, String min, String max, boolean low, String value) {
        String bound = low ? " must be at least " + min : " must be at most " + max;
        FieldError error = new FieldError(field, "range(" + min + "..=" + max + ")", "", value);
        add(error.field(), error.constraint(), field + bound + " (got " + error.value() + ")", error.value());
    }

    private void wrongType(String field, String expected, JsonNode node) {
        String value = node.isValueNode() ? node.asText() : node.toString();
        String article = expected.charAt(0) == 'i' || expected.charAt(0) == 'a' ? "an " : "a ";
        boolean tell = !"stop".equals(field);
        add(
                field,
                "type(" + expected + ")",
                field + " must be " + article + expected + " (got " + kind(node) + ")",
                tell ? value : null);
    }

    private void loneSurrogate(String field) {
        add(field, "type(string)", field + " must be a string of whole characters (got a lone surrogate)", null);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number with a fraction or an exponent";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    private void add(String field, String constraint, String message, @Nullable String value) {
        errors.add(new FieldError(field, constraint, message, value));
    }
}
