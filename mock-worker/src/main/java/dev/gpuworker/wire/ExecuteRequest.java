package dev.gpuworker.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /execute} (M0-W-1300). Null means "absent on the wire", where the worker's default holds.
 * Immutable.
 *
 * <p>Not checked against the bounds, so that a test can send what a worker must refuse; {@link ExecuteRequestReader}
 * checks.
 *
 * @param jobId id of the job, 1 to 256 characters (D-02)
 * @param prompt 1 to 32768 code points
 * @param maxTokens 1 to 2048, default 2048
 * @param temperature 0.0 to 2.0, default 1.0
 * @param topP 0.0 to 1.0, default 1.0 (off)
 * @param topK 0 to the vocabulary's size, default 0 (off)
 * @param minP 0.0 to 1.0, default 0.0 (off)
 * @param repetitionPenalty 0.0 to 2.0, default 1.0 (off)
 * @param stop at most 4 stop sequences, default none
 * @param seed chosen by the worker when absent
 */
public record ExecuteRequest(
        String jobId,
        String prompt,
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Long topK,
        @Nullable Double minP,
        @Nullable Double repetitionPenalty,
        List<String> stop,
        @Nullable Seed seed) {
    /** Copies the list. */
    public ExecuteRequest {
        stop = List.copyOf(stop);
    }

    /** Returns a builder with the two required fields. */
    public static ExecuteRequestBuilder builder(String jobId, String prompt) {
        return new ExecuteRequestBuilder(jobId, prompt);
    }

    /** Returns a request with the required fields alone. */
    public static ExecuteRequest of(String jobId, String prompt) {
        return builder(jobId, prompt).build();
    }

    /** Returns {@code max_tokens}, or this limit where it is absent. */
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

    /** Tells everything but the prompt and the stop sequences, of which it tells the sizes (D-04). */
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
}
