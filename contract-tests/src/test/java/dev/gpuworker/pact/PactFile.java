package dev.gpuworker.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The committed pact file, and the one that the consumer tests have written. */
final class PactFile {
    static final Path COMMITTED = Path.of("pacts", "orchestrator-worker-orcd.json");
    static final Path WRITTEN = Path.of("target", "pacts", "orchestrator-worker-orcd.json");

    private PactFile() {}

    static void assertWrittenIsCommitted() {
        String difference = difference(read(COMMITTED), read(WRITTEN));

        assertThat(difference)
                .as(
                        "%s differs from what the consumer tests write; where that is wanted, run\n  cp %s %s\nin contract-tests",
                        COMMITTED, WRITTEN, COMMITTED)
                .isEmpty();
    }

    /** Returns the differing paths with both values, or an empty text; which pact-jvm wrote the file does not count. */
    static String difference(String committed, String written) {
        Map<String, String> expected = flat(committed);
        Map<String, String> actual = flat(written);
        List<String> lines = new ArrayList<>();
        TreeMap<String, String> all = new TreeMap<>(expected);
        all.putAll(actual);
        for (String path : all.keySet()) {
            String was = expected.get(path);
            String is = actual.get(path);
            if (!Objects.equals(was, is)) {
                lines.add(path + "\n    committed: " + was + "\n    written:   " + is);
            }
        }
        return String.join("\n", lines);
    }

    private static Map<String, String> flat(String json) {
        try {
            JsonNode pact = new ObjectMapper().readTree(json);
            ((ObjectNode) pact.path("metadata")).remove("pact-jvm");
            Map<String, String> leaves = new TreeMap<>();
            flatten("", pact, leaves);
            return leaves;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isValueNode() || node.isEmpty()) {
            leaves.put(path, node.toString());
        } else if (node.isObject()) {
            node.properties().forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), leaves));
        } else {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "/" + label(node.get(i), i), node.get(i), leaves);
            }
        }
    }

    /** Interactions go by their description, so that one more does not shift all others. */
    private static String label(JsonNode item, int index) {
        return item.path("description").asText(String.valueOf(index));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, UTF_8) : "{\"metadata\":{}}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
