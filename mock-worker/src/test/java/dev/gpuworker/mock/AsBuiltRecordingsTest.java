package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dialect as built against answers that were recorded from the worker's own HTTP layer on 30 November 2026
 * ({@code pairs.json}), each byte of them but for times, VRAM and {@code mock}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsBuiltRecordingsTest {
    private MockWorker worker;

    @BeforeAll
    void start() throws IOException {
        worker = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("scenario.yaml", bytes("scenario.yaml")))
                .start();
    }

    @AfterAll
    void close() {
        worker.close();
    }

    static List<Arguments> pairs() throws IOException {
        List<Arguments> pairs = new ArrayList<>();
        for (JsonNode pair : WireJson.tree(new String(bytes("pairs.json"), StandardCharsets.UTF_8))) {
            pairs.add(Arguments.of(pair.get("name").asText(), pair));
        }
        return pairs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void answersAsRecorded(String name, JsonNode pair) throws IOException {
        RawExchange recorded = RawExchange.recorded(pair);
        boolean closed = recorded.connection().equals("closed");

        assertThat(RawExchange.sent(worker.config().port(), pair.get("request").asText(), closed))
                .as(name)
                .isEqualTo(recorded);
    }

    @Test
    void allRecordingsAreCompared() throws IOException {
        assertThat(pairs()).hasSize(103);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AsBuiltRecordingsTest.class.getResourceAsStream("as-built/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
