package dev.gpuworker.mock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@code POST /execute} request that was answered with an error status instead of a stream. Immutable.
 *
 * @param at on the worker's monotonic clock, whose zero has no meaning
 * @param status the HTTP status
 * @param retriable whether the answer called the request retriable, or else what the contract says for that status
 * @param retryAfter wait that the answer asked for; null if it asked for none
 * @param jobId the request's own id; null if the request could not be parsed
 * @param fingerprint SHA-256 of the prompt, as in {@link PromptDigest}, or of the whole body if that could not be
 *     parsed
 * @param mismatch why the nearest scenario did not match, if a strict worker refused for that reason; null otherwise
 */
public record RecordedRefusal(
        Duration at,
        int status,
        boolean retriable,
        @Nullable Duration retryAfter,
        @Nullable String jobId,
        String fingerprint,
        @Nullable String mismatch) {}
