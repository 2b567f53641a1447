package dev.gpuworker.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of every refusal (M0-W-1302, M0-W-1510, D-18).
 *
 * @param code the word as sent, normally a name of {@link ErrorCode}
 * @param message for people, never the text of a prompt
 * @param retriable whether the same request may be sent again
 * @param errors all field errors, empty if the refusal is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ErrorEnvelope(
        String code,
        String message,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean retriable,
        List<FieldError> errors) {
    /** Copies the list; an absent list becomes empty. */
    public ErrorEnvelope(
            @JsonProperty("code") String code,
            @JsonProperty("message") String message,
            @JsonProperty("retriable") boolean retriable,
            @JsonProperty("errors") @Nullable List<FieldError> errors) {
        this.code = code;
        this.message = message;
        this.retriable = retriable;
        this.errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /** Returns an envelope without field errors. */
    public static ErrorEnvelope of(ErrorCode code, String message) {
        return new ErrorEnvelope(code.name(), message, code.retriable(), List.of());
    }

    /** Returns the envelope of an invalid request, whose message names every field. */
    public static ErrorEnvelope invalid(List<FieldError> errors) {
        String fields = String.join(
                ", ", errors.stream().map(FieldError::field).distinct().toList());
        return new ErrorEnvelope(ErrorCode.INVALID_REQUEST.name(), "invalid request: " + fields, false, errors);
    }
}
