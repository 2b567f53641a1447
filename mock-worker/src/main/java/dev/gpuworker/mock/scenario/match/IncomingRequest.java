package dev.gpuworker.mock.scenario.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.ExecuteRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The request against which scenarios are matched.
 *
 * @param job the checked request
 * @param headers all header values; names in any case
 * @param body the request's JSON, unknown fields included
 */
public record IncomingRequest(ExecuteRequest job, Map<String, List<String>> headers, JsonNode body) {
    /** Copies the map. */
    public IncomingRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns the values of a header, its name in any case; empty if it was not sent. */
    public List<String> header(String name) {
        List<String> values = List.of();
        for (Map.Entry<String, List<String>> entry : headers.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? entry.getValue() : joined(values, entry.getValue());
            }
        }
        return values;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
