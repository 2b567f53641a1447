package dev.gpuworker.mock.scenario.match;

import dev.gpuworker.wire.ExecuteRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a request; every given part must hold. Immutable, thread-safe.
 *
 * @param jobId the job's id; absent: any
 * @param prompt the prompt; absent: any
 * @param headers one of a header's values, by name in lower case
 * @param json values of the body
 */
public record Match(
        @Nullable TextMatch jobId, @Nullable TextMatch prompt, Map<String, TextMatch> headers, List<JsonMatch> json) {
    /** Every request. */
    public static final Match ANY = new Match(null, null, Map.of(), List.of());

    /** Copies the collections, with the headers in alphabetical order. */
    public Match {
        TreeMap<String, TextMatch> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableSortedMap(sorted);
        json = List.copyOf(json);
    }

    /** Returns whether the request matches. Cheaper than {@link #mismatch}, which also formulates the reason. */
    public boolean matches(IncomingRequest request) {
        if ((jobId != null && !jobId.matches(request.job().jobId()))
                || (prompt != null && !prompt.matches(request.job().prompt()))) {
            return false;
        }
        for (Map.Entry<String, TextMatch> header : headers.entrySet()) {
            if (!anyMatches(header.getValue(), request.header(header.getKey()))) {
                return false;
            }
        }
        for (JsonMatch match : json) {
            if (match.mismatch(request.body()).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyMatches(TextMatch expected, List<String> values) {
        for (String value : values) {
            if (expected.matches(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the first reason why the request does not match, or empty if it does. A reason names the field and the
     * expected value, never the request's (D-04).
     */
    public Optional<String> mismatch(IncomingRequest request) {
        ExecuteRequest job = request.job();
        return mismatch("job_id", jobId, job.jobId())
                .or(() -> mismatch("prompt", prompt, job.prompt()))
                .or(() -> headerMismatch(request))
                .or(() -> jsonMismatch(request));
    }

    private static Optional<String> mismatch(String field, @Nullable TextMatch expected, String actual) {
        return expected == null ? Optional.empty() : expected.mismatch(actual).map(reason -> field + " " + reason);
    }

    private Optional<String> headerMismatch(IncomingRequest request) {
        return headers.entrySet().stream()
                .flatMap(entry -> headerMismatch(entry.getKey(), entry.getValue(), request).stream())
                .findFirst();
    }

    private static Optional<String> headerMismatch(String name, TextMatch expected, IncomingRequest request) {
        List<String> values = request.header(name);
        if (values.isEmpty()) {
            return Optional.of("header " + name + " is absent");
        }
        List<Optional<String>> reasons = values.stream().map(expected::mismatch).toList();
        boolean matched = reasons.stream().anyMatch(Optional::isEmpty);
        return matched ? Optional.empty() : reasons.get(0).map(reason -> "header " + name + " " + reason);
    }

    private Optional<String> jsonMismatch(IncomingRequest request) {
        return json.stream()
                .flatMap(match -> match.mismatch(request.body()).map(reason -> match.pointer() + " " + reason).stream())
                .findFirst();
    }

    /** Returns whether this matches every request that the other matches; false if that cannot be decided. */
    public boolean covers(Match other) {
        return covers(jobId, other.jobId)
                && covers(prompt, other.prompt)
                && headers.entrySet().stream()
                        .allMatch(entry -> covers(entry.getValue(), other.headers.get(entry.getKey())))
                && new HashSet<>(other.json).containsAll(json);
    }

    private static boolean covers(@Nullable TextMatch one, @Nullable TextMatch other) {
        return one == null || (other != null && one.covers(other));
    }
}
