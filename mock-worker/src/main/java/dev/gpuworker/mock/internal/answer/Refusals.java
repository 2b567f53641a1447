package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.PromptDigest;
import dev.gpuworker.mock.RecordedRefusal;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates the journal's records of refused {@code POST /execute} requests. */
final class Refusals {
    private static final Set<Integer> RETRIABLE = Set.of(429, 500, 502, 503, 504);
    private static final int SECONDS_DIGITS_MAX = 6;

    private Refusals() {}

    /** @param request null if it could not be parsed */
    static RecordedRefusal of(Refusal refusal, long now, byte[] body, @Nullable ExecuteRequest request) {
        return new RecordedRefusal(
                Duration.ofNanos(now),
                refusal.status(),
                refusal.envelope().retriable(),
                retryAfter(refusal.headers()),
                request == null ? null : request.jobId(),
                PromptDigest.of(request == null ? new String(body, StandardCharsets.ISO_8859_1) : request.prompt())
                        .sha256(),
                refusal.mismatch().orElse(null));
    }

    /** @param request of the job that this reply answered */
    static RecordedRefusal of(Reply reply, long now, ExecuteRequest request) {
        boolean retriable = RETRIABLE.contains(reply.status());
        try {
            String json = reply.body();
            JsonNode told = json == null ? null : WireJson.tree(json).get("retriable");
            retriable = told == null ? retriable : told.asBoolean(retriable);
        } catch (JsonProcessingException e) {
            // The scenario's answer is not JSON, so the status has to decide.
        }
        return new RecordedRefusal(
                Duration.ofNanos(now),
                reply.status(),
                retriable,
                retryAfter(reply.headers()),
                request.jobId(),
                PromptDigest.of(request.prompt()).sha256(),
                null);
    }

    /** Returns the duration in the header; null if it is missing or a date, which scenarios have no use for. */
    private static @Nullable Duration retryAfter(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(header -> header.getValue().strip())
                .filter(value -> value.matches("\\d{1," + SECONDS_DIGITS_MAX + "}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst()
                .orElse(null);
    }
}
