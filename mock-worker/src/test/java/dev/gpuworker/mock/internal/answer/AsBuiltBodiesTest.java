package dev.gpuworker.mock.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What axum 0.7.9 and serde_json 1.0.154 make of a body, recorded from a program of their own with the fields of the
 * worker: numbers, strings, escapes, positions, duplicates, depths, bodies cut at every byte. Every byte of a refusal
 * is compared.
 */
class AsBuiltBodiesTest {
    @Test
    void everyBodyIsTakenOrRefusedAsRecorded() throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (JsonNode recorded : recordings()) {
            compared++;
            byte[] body = recorded.get(0).asText().getBytes(StandardCharsets.ISO_8859_1);
            String text =
                    new String(recorded.get(2).asText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            String expected = recorded.get(1).asInt() + " " + text;
            String actual = answer(body);
            if (!actual.equals(expected)) {
                different.add(recorded.get(0) + "\n  recorded " + expected + "\n  is       " + actual);
            }
        }

        assertThat(compared).isGreaterThan(900);
        assertThat(different).isEmpty();
    }

    private static String answer(byte[] body) {
        try {
            AsBuiltRequest.read(body);
            return "200 ";
        } catch (Refusal e) {
            return e.status() + " "
                    + e.plainText()
                            .orElseGet(() ->
                                    WireJson.text(Map.of("errors", e.envelope().errors())));
        }
    }

    private static JsonNode recordings() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                AsBuiltBodiesTest.class.getResourceAsStream("recorded-bodies.json"), "recorded-bodies.json")) {
            return WireJson.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
