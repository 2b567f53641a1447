package dev.gpuworker.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request (M0-W-1302).
 *
 * @param field name of the field, {@code stop[2]} for an item, {@code body} for the whole
 * @param constraint stable name of the broken constraint, as {@code docs/worker-api.md} section 1 lists them
 * @param message for people
 * @param value the value that was sent, at most {@value #VALUE_CHARS_MAX} characters; absent for {@code prompt} and
 *     stop items (D-04)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
        String field,
        String constraint,
        String message,
        @Nullable String value) {
    /** Enough to recognise the value; an error answer stays small, however long the request was. */
    public static final int VALUE_CHARS_MAX = 64;

    /** Shortens a long value; the last character of a shortened one is an ellipsis. */
    public FieldError {
        if (value != null && value.length() > VALUE_CHARS_MAX) {
            int end = VALUE_CHARS_MAX - 1;
            value = value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + "…";
        }
    }
}
