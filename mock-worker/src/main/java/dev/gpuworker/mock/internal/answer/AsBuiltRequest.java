package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks the body of {@code POST /execute} as the worker of October 2025 does (as-built 10 to 16). */
final class AsBuiltRequest {
    private static final int PROMPT_CODE_POINTS_MAX = 32768;
    private static final int STOP_COUNT_MAX = 4;
    /** Bytes, although the worker's message says characters. */
    private static final int STOP_BYTES_MAX = 100;
    /** What a job without a seed gets. */
    private static final Seed SEED = new Seed(42);

    /** The fields in the order in which a list gives them. */
    private enum Field {
        JOB_ID("job_id", true),
        PROMPT("prompt", true),
        MAX_TOKENS("max_tokens", true),
        TEMPERATURE("temperature", false),
        SEED("seed", false),
        TOP_P("top_p", false),
        TOP_K("top_k", false),
        REPETITION_PENALTY("repetition_penalty", false),
        STOP("stop", false),
        MIN_P("min_p", false);

        private final String word;
        private final boolean required;

        Field(String word, boolean required) {
            this.word = word;
            this.required = required;
        }

        static Optional<Field> of(String key) {
            for (Field field : values()) {
                if (field.word.equals(key)) {
                    return Optional.of(field);
                }
            }
            return Optional.empty();
        }
    }

    private final SerdeJson json;
    private final List<FieldError> errors = new ArrayList<>();
    private String jobId = "";
    private String prompt = "";
    private long maxTokens;
    private float temperature = 1;
    private @Nullable Seed seed;
    private float topP = 1;
    private long topK;
    private float repetitionPenalty = 1;
    private List<String> stop = List.of();
    private float minP;

    private AsBuiltRequest(byte[] body) {
        json = new SerdeJson(body);
    }

    /**
     * Returns the request. Throws a {@link Refusal}: 400 and 422 in plain text, or 400 with all fields out of bounds.
     */
    static ExecuteRequest read(byte[] body) {
        AsBuiltRequest request = new AsBuiltRequest(body);
        if (request.json.open("struct ExecuteRequest") == '{') {
            request.object();
        } else {
            request.list();
        }
        request.check();
        return request.request();
    }

    private void object() {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (String key = json.key(true); key != null; key = json.key(false)) {
            Optional<Field> field = Field.of(key);
            if (field.isPresent() && !seen.add(field.get())) {
                throw json.wrongObject("duplicate field `" + key + "`");
            }
            json.colon();
            json.enter(key);
            if (field.isPresent()) {
                value(field.get(), key);
            } else {
                json.skip();
            }
            json.leave();
        }
        for (Field field : Field.values()) {
            if (field.required && !seen.contains(field)) {
                throw json.wrongObject("missing field `" + field.word + "`");
            }
        }
    }

    private void list() {
        int index = 0;
        for (Field field : Field.values()) {
            if (json.hasElement(index == 0)) {
                json.enter("[" + index + "]");
                value(field, "[" + index + "]");
                json.leave();
            } else if (field.required) {
                throw json.wrongList("invalid length " + index + ", expected struct ExecuteRequest with "
                        + Field.values().length + " elements");
            }
            index++;
        }
        json.closeList();
    }

    private void value(Field field, String path) {
        switch (field) {
            case JOB_ID -> jobId = json.string();
            case PROMPT -> prompt = json.string();
            case MAX_TOKENS -> maxTokens = json.u32();
            case TEMPERATURE -> temperature = json.f32();
            case SEED -> seed = json.optionalU64();
            case TOP_P -> topP = json.f32();
            case TOP_K -> topK = json.u32();
            case REPETITION_PENALTY -> repetitionPenalty = json.f32();
            case STOP -> stop = json.strings(path);
            case MIN_P -> minP = json.f32();
        }
    }

    private void check() {
        if (jobId.isEmpty()) {
            add("job_id", "non_empty", "job_id must not be empty", "");
        }
        int length = prompt.codePointCount(0, prompt.length());
        String lengths = "length(1..=" + PROMPT_CODE_POINTS_MAX + ")";
        if (length == 0) {
            add("prompt", lengths, "prompt must not be empty", null);
        } else if (length > PROMPT_CODE_POINTS_MAX) {
            String most = "at most " + PROMPT_CODE_POINTS_MAX;
            add("prompt", lengths, "prompt must be " + most + " characters (got " + length + ")", null);
        }
        checkMaxTokens();
        range("temperature", temperature, "2.0", 2);
        range("top_p", topP, "1.0", 1);
        range("repetition_penalty", repetitionPenalty, "2.0", 2);
        checkStop();
        range("min_p", minP, "1.0", 1);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }

    private void checkMaxTokens() {
        String range = "range(1..=" + RequestLimits.MAX_TOKENS_DEFAULT + ")";
        String got = Long.toString(maxTokens);
        if (maxTokens < 1) {
            add("max_tokens", range, "max_tokens must be at least 1", got);
        } else if (maxTokens > RequestLimits.MAX_TOKENS_DEFAULT) {
            String most = "at most " + RequestLimits.MAX_TOKENS_DEFAULT;
            add("max_tokens", range, "max_tokens must be " + most + " (got " + got + ")", got);
        }
    }

    private void checkStop() {
        if (stop.size() > STOP_COUNT_MAX) {
            String got = Integer.toString(stop.size());
            String constraint = "max_count(" + STOP_COUNT_MAX + ")";
            add("stop", constraint, "stop must have at most " + STOP_COUNT_MAX + " sequences (got " + got + ")", got);
        }
        for (int k = 0; k < stop.size(); k++) {
            int bytes = stop.get(k).getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0) {
                add("stop", "non_empty", "stop sequence " + k + " must not be empty", null);
            } else if (bytes > STOP_BYTES_MAX) {
                String problem = " must be at most " + STOP_BYTES_MAX + " characters (got " + bytes + ")";
                add("stop", "max_length(" + STOP_BYTES_MAX + ")", "stop sequence " + k + problem, null);
            }
        }
    }

    private void range(String field, float value, String greatest, float most) {
        String got = RustFloat.text(value);
        String range = "range(0.0..=" + greatest + ")";
        if (value < 0) {
            add(field, range, field + " must be at least 0.0 (got " + got + ")", got);
        } else if (value > most) {
            add(field, range, field + " must be at most " + greatest + " (got " + got + ")", got);
        }
    }

    private void add(String field, String constraint, String message, @Nullable String value) {
        errors.add(new FieldError(field, constraint, message, value));
    }

    /** Returns the checked request; its stop sequences are left out, for they have no effect. */
    private ExecuteRequest request() {
        return ExecuteRequest.builder(jobId, prompt)
                .maxTokens((int) maxTokens)
                .temperature(temperature)
                .topP(topP)
                .topK(topK)
                .minP(minP)
                .repetitionPenalty(repetitionPenalty)
                .seed((seed == null ? SEED : seed).bits())
                .build();
    }
}
