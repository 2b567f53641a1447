package dev.gpuworker.mock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code POST /execute} that got an error status in place of a stream. Immutable.
 *
 * @param at on the worker's monotonic clock, whose zero has no meaning
 * @param status the HTTP status
 * @param retriable what the answer said of trying again, or what the contract says of that status
 * @param retryAfter how long the answer asked to wait; null where it did not
 * @param jobId the request's own id; null where the request could not be read
 * @param fingerprint SHA-256 of the prompt, as {@link PromptDigest} has it, or of the whole body where that could not
 *     be read
 * @param mismatch why the nearest scenario did not match, where a strict worker refused for that; null otherwise
 */
public record RecordedRefusal(
        Duration at,
        int status,
        boolean retriable,
        @Nullable Duration retryAfter,
        @Nullable String jobId,
        String fingerprint,
        @Nullable String mismatch) {}
