package dev.gpuworker.mock.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP response without a stream.
 *
 * @param status 200 to 599
 * @param headers sent as they are; {@code Content-Type} is {@code application/json} unless given
 * @param body sent as UTF-8; default: the contract's error envelope for the status; empty below 400
 * @param after time from the request to the response
 */
public record Reply(
        int status, Map<String, String> headers, @Nullable String body, Duration after) implements Answer {
    /** Copies the headers, keeping their order; rejects values out of bounds. */
    public Reply {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a status must be within 200 to 599, but was " + status);
        }
        if (after.isNegative() || after.compareTo(Pacing.MAX) > 0) {
            throw new IllegalArgumentException("after must be within 0 and 24h, but was " + after);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Returns a reply with this status and the body of the contract. */
    public static Reply status(int status) {
        return new Reply(status, Map.of(), null, Duration.ZERO);
    }

    /** Returns a copy with this body. */
    public Reply body(String text) {
        return new Reply(status, headers, text, after);
    }

    /** Returns a copy with this header. */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, after);
    }

    /** Returns a copy that is sent this much after the request. */
    public Reply after(Duration delay) {
        return new Reply(status, headers, body, delay);
    }
}
