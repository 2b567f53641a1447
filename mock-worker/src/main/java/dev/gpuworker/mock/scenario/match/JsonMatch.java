package dev.gpuworker.mock.scenario.match;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A condition on one value of the request's JSON.
 *
 * @param pointer place of the value, as in RFC 6901: {@code /stop/0}
 * @param expected the value; numbers are compared by value, a text as {@link TextMatch#parse} reads it
 */
public record JsonMatch(JsonPointer pointer, JsonNode expected) {
    /** Jackson accepts a lone tilde, but would then look for a different key than RFC 6901 says. */
    private static final Pattern LONE_TILDE = Pattern.compile("~(?![01])");

    /** Returns the matcher. Throws {@link IllegalArgumentException} if the pointer is invalid. */
    public static JsonMatch of(String pointer, JsonNode expected) {
        if (LONE_TILDE.matcher(pointer).find()) {
            throw new IllegalArgumentException(
                    "in a JSON pointer a tilde is written ~0 and a slash ~1, but this is \"" + pointer + "\"");
        }
        return new JsonMatch(JsonPointer.compile(pointer), expected);
    }

    /** Returns why the body does not match, or empty if it does. The reason never contains the body's value. */
    public Optional<String> mismatch(JsonNode body) {
        JsonNode actual = body.at(pointer);
        if (actual.isMissingNode()) {
            return Optional.of("is absent");
        }
        if (expected.isTextual()) {
            return actual.isTextual()
                    ? TextMatch.parse(expected.textValue()).mismatch(actual.textValue())
                    : Optional.of("is not a string");
        }
        boolean same = actual.equals(JsonMatch::compareNumbers, expected);
        return same ? Optional.empty() : Optional.of("is not " + expected);
    }

    private static int compareNumbers(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
