package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The judged worker: its URL and what it reports about itself.
 *
 * @param url base URL
 * @param said the scalar fields of its first good {@code /health} answer, in order, as text; empty if there was none
 */
public record WorkerFacts(String url, Map<String, String> said) {
    /** Keeps a worker that answers with thousands of fields from filling the report. */
    private static final int FIELDS_MAX = 32;

    private static final int TEXT_CHARS_MAX = 200;

    /** Copies the map. */
    public WorkerFacts {
        said = Collections.unmodifiableMap(new LinkedHashMap<>(said));
    }

    /** Returns the facts from a recording. */
    public static WorkerFacts of(String url, Recording recording) {
        Map<String, String> said = recording
                .exchanges()
                .map(exchange -> exchange.transcript())
                .filter(transcript -> transcript.status() == 200 && "/health".equals(transcript.path()))
                .map(WorkerFacts::fields)
                .filter(fields -> !fields.isEmpty())
                .findFirst()
                .orElse(Map.of());
        return new WorkerFacts(url, said);
    }

    /** Returns a short name: the worker's id if it reports one, its model, and whether it is a mock. */
    public String title() {
        String mock = "true".equals(said.get("mock")) ? " (a mock)" : "";
        String standIn = said.containsKey("stand_in") ? " (a stand-in: " + said.get("stand_in") + ")" : "";
        return url + (said.containsKey("model") ? ", " + said.get("model") : "") + mock + standIn;
    }

    private static Map<String, String> fields(Transcript transcript) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            JsonNode body = WireJson.tree(new String(transcript.body(), StandardCharsets.UTF_8));
            body.properties().stream()
                    .filter(field -> field.getValue().isValueNode())
                    .limit(FIELDS_MAX)
                    .forEach(field -> fields.put(
                            shortened(field.getKey()),
                            shortened(field.getValue().asText())));
        } catch (JsonProcessingException e) {
            return Map.of();
        }
        return fields;
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX) + "…";
    }
}
