package dev.gpuworker.conformance;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.http.Header;
import java.util.List;
import java.util.Optional;

/**
 * One recorded exchange and its role in an exercise. Immutable.
 *
 * @param exercise name of the exercise
 * @param role the purpose of the exchange, unique in the exercise
 * @param sentNanos when the last byte of the request was written, nanoseconds since the exercise began
 * @param requestHeaders headers of the request
 * @param transcript what was received; its times count from {@code sentNanos}
 */
public record Exchange(
        String exercise, String role, long sentNanos, List<Header> requestHeaders, Transcript transcript) {
    /** Copies the headers. */
    public Exchange {
        requestHeaders = List.copyOf(requestHeaders);
    }

    /** Returns the value of a request header. */
    public Optional<String> requestHeader(String name) {
        return requestHeaders.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Returns what happened in a few words: the status and type, or how it failed. */
    public String summary() {
        if (transcript.status() == 0) {
            return transcript.ending() + (transcript.endDetail().isEmpty() ? "" : " (" + transcript.endDetail() + ")");
        }
        return transcript.status() + " " + transcript.header("content-type").orElse("without Content-Type");
    }

    /** Returns evidence that points at the head or the end of this exchange. */
    public Evidence evidence(String text) {
        return new Evidence(exercise, role, 0, 0, text);
    }
}
