package dev.gpuworker.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /execute} (M0-W-1300). Null means "absent on the wire": the worker's default applies.
 * Immutable.
 *
 * <p>Not checked against the bounds, so that a test can send what a worker must refuse; {@link ExecuteRequestReader}
 * checks.
 */
public final class ExecuteRequest {
    private final String jobId;
    private final String prompt;
    private final @Nullable Integer maxTokens;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final @Nullable Long topK;
    private final @Nullable Double minP;
    private final @Nullable Double repetitionPenalty;
    private final List<String> stop;
    private final @Nullable Seed seed;

    ExecuteRequest(ExecuteRequestBuilder from) {
        this.jobId = from.jobId;
        this.prompt = from.prompt;
        this.maxTokens = from.maxTokens;
        this.temperature = from.temperature;
        this.topP = from.topP;
        this.topK = from.topK;
        this.minP = from.minP;
        this.repetitionPenalty = from.repetitionPenalty;
        this.stop = List.copyOf(from.stop);
        this.seed = from.seed;
    }

    /** Returns a builder with the two required fields. */
    public static ExecuteRequestBuilder builder(String jobId, String prompt) {
        return new ExecuteRequestBuilder(jobId, prompt);
    }

    /** Returns a builder that starts from this request. */
    public ExecuteRequestBuilder toBuilder() {
        return new ExecuteRequestBuilder(this);
    }

    /** Returns a request with only the required fields. */
    public static ExecuteRequest of(String jobId, String prompt) {
        return builder(jobId, prompt).build();
    }

    /** Returns {@code max_tokens}, or this limit if it is absent. */
    public int maxTokensOr(int limit) {
        return maxTokens == null ? limit : maxTokens;
    }

    /** Returns the JSON text, absent fields left out. */
    public String toJson() {
        ObjectNode node = WireJson.object();
        node.put("job_id", jobId).put("prompt", prompt);
        putUnlessNull(node, "max_tokens", maxTokens == null ? null : maxTokens.longValue());
        putUnlessNull(node, "temperature", temperature);
        putUnlessNull(node, "top_p", topP);
        putUnlessNull(node, "top_k", topK);
        putUnlessNull(node, "min_p", minP);
        putUnlessNull(node, "repetition_penalty", repetitionPenalty);
        if (!stop.isEmpty()) {
            ArrayNode items = node.putArray("stop");
            stop.forEach(items::add);
        }
        if (seed != null) {
            node.put("seed", seed.value());
        }
        return WireJson.text(node);
    }

    /** Returns the id of the job, 1 to 256 characters (D-02). */
    public String jobId() {
        return jobId;
    }

    /** Returns the prompt, 1 to 32768 code points. */
    public String prompt() {
        return prompt;
    }

    /** Returns {@code max_tokens}, 1 to 2048, default 2048. */
    public @Nullable Integer maxTokens() {
        return maxTokens;
    }

    /** Returns the temperature, 0.0 to 2.0, default 1.0. */
    public @Nullable Double temperature() {
        return temperature;
    }

    /** Returns nucleus sampling, 0.0 to 1.0, default 1.0 (off). */
    public @Nullable Double topP() {
        return topP;
    }

    /** Returns top-k sampling, 0 to the vocabulary's size, default 0 (off). */
    public @Nullable Long topK() {
        return topK;
    }

    /** Returns min-p sampling, 0.0 to 1.0, default 0.0 (off). */
    public @Nullable Double minP() {
        return minP;
    }

    /** Returns the repetition penalty, 0.0 to 2.0, default 1.0 (off). */
    public @Nullable Double repetitionPenalty() {
        return repetitionPenalty;
    }

    /** Returns at most 4 stop sequences, default none. */
    public List<String> stop() {
        return stop;
    }

    /** Returns the seed; the worker chooses one if it is absent. */
    public @Nullable Seed seed() {
        return seed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExecuteRequest same && values().equals(same.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Returns all fields for people; of prompt and stop sequences only the sizes (D-04). */
    @Override
    public String toString() {
        return "ExecuteRequest[jobId=" + jobId + ", prompt=" + prompt.codePointCount(0, prompt.length())
                + " code points, maxTokens=" + maxTokens + ", temperature=" + temperature + ", topP=" + topP + ", topK="
                + topK + ", minP=" + minP + ", repetitionPenalty=" + repetitionPenalty + ", stop=" + stop.size()
                + " sequences, seed=" + seed + "]";
    }

    private static void putUnlessNull(ObjectNode node, String name, @Nullable Long value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void putUnlessNull(ObjectNode node, String name, @Nullable Double value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private List<@Nullable Object> values() {
        return Arrays.asList(jobId, prompt, maxTokens, temperature, topP, topK, minP, repetitionPenalty, stop, seed);
    }
}
