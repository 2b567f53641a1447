package dev.gpuworker.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Bodies of {@code POST /execute}, and the reader's errors for them. */
final class Body {
    static final ExecuteRequestReader READER = new ExecuteRequestReader(new RequestLimits(2048, 151_936));

    private Body() {}

    /**
     * Returns a valid body with this field added; a given {@code job_id} or {@code prompt} stands in for the valid one.
     */
    static String with(String field, String json) {
        String id = field.equals("job_id") ? "" : "\"job_id\":\"j\",";
        String prompt = field.equals("prompt") ? "" : "\"prompt\":\"p\",";
        return "{" + id + prompt + "\"" + field + "\":" + json + "}";
    }

    static List<FieldError> errors(String body) {
        return errors(body.getBytes(UTF_8));
    }

    /** Returns the field errors; none for a body that is accepted. */
    static List<FieldError> errors(byte[] body) {
        InvalidRequestException failure = catchThrowableOfType(InvalidRequestException.class, () -> READER.read(body));
        return failure == null ? List.of() : failure.errors();
    }

    /** Returns {@code field constraint}, one for each error. */
    static List<String> constraints(String body) {
        return errors(body).stream()
                .map(error -> error.field() + " " + error.constraint())
                .toList();
    }
}
