package dev.gpuworker.mock;

import java.time.Duration;

/**
 * One event that the mock wrote, with its times from the job's start on the monotonic clock.
 *
 * @param type the SSE event type, or {@code comment} or {@code raw} for bytes that are not an event
 * @param tokenIndex {@code i} of a token; -1 for every other event
 * @param planned when it was due according to the script
 * @param written when it was handed to the operating system
 * @param completed when the operating system had taken all its bytes; noticeably later than {@code written} if the
 *     client reads slowly
 */
public record SentEvent(String type, int tokenIndex, Duration planned, Duration written, Duration completed) {
    /** Returns how late the mock was: written minus planned. */
    public Duration lag() {
        return written.minus(planned);
    }
}
