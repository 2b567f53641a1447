package dev.gpuworker.real.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads requests: NDJSON, one object per line with {@code name}, {@code method}, {@code path} and an optional
 * {@code body}. A body that is a JSON string is sent as that text, anything else as JSON.
 */
public final class RequestFile {
    private static final int BYTES_MAX = 8 << 20;
    private static final int REQUESTS_MAX = 1000;
    private static final Set<String> KEYS = Set.of("name", "method", "path", "body");

    private RequestFile() {}

    /** Returns the default requests: a health check, two jobs, and every kind of refusal. */
    public static List<RecordedRequest> standard() {
        try (InputStream file = RequestFile.class.getResourceAsStream("requests.ndjson")) {
            if (file == null) {
                throw new IllegalStateException("requests.ndjson is not on the class path");
            }
            return parse("requests.ndjson", new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the requests of a file in UTF-8, with or without a byte order mark; throws
     * {@link IllegalArgumentException} with the line of the first problem.
     */
    public static List<RecordedRequest> read(Path file) {
        try {
            return parse(file.toString(), TextFiles.read(file, BYTES_MAX));
        } catch (TextFileException e) {
            throw new IllegalArgumentException("cannot read the requests: " + e.getMessage(), e);
        }
    }

    static List<RecordedRequest> parse(String source, String text) {
        List<RecordedRequest> requests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String[] lines = text.split("\n", -1); // a line that ends in CR LF is JSON and white space
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            String at = source + ":" + (i + 1) + ": ";
            RecordedRequest request = request(at, lines[i]);
            if (request.name().equals(DriftRun.ANSWERS)) {
                throw new IllegalArgumentException(at + "the name \"" + request.name()
                        + "\" is reserved for a file of the recording; choose another");
            }
            if (!names.add(request.name())) {
                throw new IllegalArgumentException(at + "the name \"" + request.name() + "\" is used twice");
            }
            requests.add(request);
        }
        if (requests.isEmpty() || requests.size() > REQUESTS_MAX) {
            throw new IllegalArgumentException(
                    source + " must have 1 to " + REQUESTS_MAX + " requests, one per line, but has " + requests.size());
        }
        return requests;
    }

    private static RecordedRequest request(String at, String line) {
        try {
            JsonNode json = WireJson.tree(line);
            json.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(
                            "unknown key \"" + key + "\"; the keys are name, method, path and body");
                }
            });
            JsonNode body = json.path("body");
            return new RecordedRequest(
                    json.path("name").asText(),
                    json.path("method").asText(),
                    json.path("path").asText(),
                    body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : WireJson.text(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(at + "expected one JSON object on one line", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + e.getMessage(), e);
        }
    }
}
