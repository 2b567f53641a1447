package dev.gpuworker.mock;

import java.time.Duration;

/**
 * One event that the mock wrote, with its times from the job's start on the monotonic clock.
 *
 * @param type the SSE event type, or {@code comment} or {@code raw} for bytes that are none
 * @param tokenIndex {@code i} of a token; -1 for every other event
 * @param planned when the script wanted it written
 * @param written when it was handed to the operating system
 * @param completed when the operating system had taken all its bytes; later than {@code written} by more than a moment
 *     where the client is slow
 */
public record SentEvent(String type, int tokenIndex, Duration planned, Duration written, Duration completed) {
    /** Returns how late the mock was: written minus planned. */
    public Duration lag() {
        return written.minus(planned);
    }
}
