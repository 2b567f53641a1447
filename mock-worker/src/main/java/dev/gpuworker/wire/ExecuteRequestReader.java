package dev.gpuworker.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads and checks the body of {@code POST /execute}, collecting every error (M0-W-1300, M0-W-1302). Thread-safe. */
public final class ExecuteRequestReader {
    /** The bound in place of "32 tokens" for a worker that cannot count tokens (D-03). */
    private static final int STOP_CHARS_MAX = 100;

    private final RequestLimits limits;

    /** Creates a reader with the worker's own bounds. */
    public ExecuteRequestReader(RequestLimits limits) {
        this.limits = limits;
    }

    /** Returns the request. Throws {@link InvalidRequestException} with all field errors; none contains prompt text. */
    public ExecuteRequest read(byte[] body) throws InvalidRequestException {
        return read(parse(body));
    }

    /**
     * Returns the JSON object of a body, for callers that also need fields outside the contract. Throws
     * {@link InvalidRequestException} for anything else; its message gives a position, never the text.
     */
    public static JsonNode parse(byte[] body) throws InvalidRequestException {
        return JsonBody.object(body);
    }

    /**
     * Returns the request in a parsed body. Throws {@link InvalidRequestException} with all field errors; none contains
     * prompt text.
     */
    public ExecuteRequest read(JsonNode body) throws InvalidRequestException {
        FieldChecks checks = new FieldChecks(body);
        String jobId = checks.jobId("job_id", RequestLimits.JOB_ID_CHARS_MAX);
        ExecuteRequestBuilder request =
                ExecuteRequest.builder(jobId, checks.text("prompt", RequestLimits.PROMPT_CODE_POINTS_MAX));
        request.maxTokens = checks.integer("max_tokens", 1, limits.maxTokens());
        request.temperature = checks.number("temperature", 2.0);
        request.topP = checks.number("top_p", 1.0);
        request.topK = checks.longInteger("top_k", 0, limits.vocabSize());
        request.minP = checks.number("min_p", 1.0);
        request.repetitionPenalty = checks.number("repetition_penalty", 2.0);
        request.stop = checks.texts("stop", RequestLimits.STOP_COUNT_MAX, STOP_CHARS_MAX);
        request.seed = checks.seed("seed");
        checks.throwIfAny();
        return request.build();
    }
}
