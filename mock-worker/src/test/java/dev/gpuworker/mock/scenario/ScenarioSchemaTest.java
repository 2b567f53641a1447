package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gpuworker.mock.scenario.internal.read.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSchemaTest {
    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE.toString());

    static List<String> sets() {
        return Scenarios.sets();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyShippedSetFits(String set) throws IOException {
        assertThat(SCHEMA.validate(Shipped.text(set), InputFormat.YAML)).isEmpty();
    }

    @Test
    void theSchemaHasTheWordsOfTheReader() {
        assertThat(keys(TREE)).containsExactlyElementsOf(Vocabulary.TOP);
        assertThat(keys(definition("worker"))).containsExactlyElementsOf(Vocabulary.WORKER);
        assertThat(keys(definition("scenario"))).containsExactlyElementsOf(Vocabulary.SCENARIO);
        assertThat(keys(definition("when"))).containsExactlyElementsOf(Vocabulary.WHEN);
        assertThat(keys(definition("reply"))).containsExactlyElementsOf(Vocabulary.REPLY);
        assertThat(keys(definition("on-cancel"))).containsExactlyElementsOf(Vocabulary.ON_CANCEL);
        assertThat(keys(variant(definition("wire")))).containsExactlyElementsOf(Vocabulary.WIRE);
        assertThat(keys(variant(definition("pacing")))).containsExactlyElementsOf(Vocabulary.PACING);
    }

    @Test
    void theSchemaHasTheVerbsOfTheReader() {
        JsonNode steps = variant(definition("step"));

        assertThat(keys(steps)).containsExactlyElementsOf(Verb.words());
        for (Verb verb : Verb.values()) {
            JsonNode step = steps.path("properties").path(verb.word());
            JsonNode keys = step.has("$ref") ? variant(definition("pacing")) : variant(step);
            assertThat(keys(keys)).as(verb.word()).containsExactlyElementsOf(verb.keys());
        }
    }

    @Test
    void theSchemaHasTheRequirementsOfTheContract() {
        List<String> ids = new ArrayList<>();
        definition("requirement").path("enum").forEach(id -> ids.add(id.textValue()));

        assertThat(ids).containsExactlyElementsOf(Requirements.ids());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scenarios: [{name: a, stream: [started, end]}]",
                "version: 2\nscenarios: [{name: a, stream: [started, end]}]",
                "version: 1\nscenarios: []",
                "version: 1\nseed: -1\nscenarios: [{name: a, stream: [started, end]}]",
                "version: 1\nsed: 1\nscenarios: [{name: a, stream: [started, end]}]",
                "version: 1\nworker: {vram: 24}\nscenarios: [{name: a, stream: [started, end]}]",
                "version: 1\nworker: {busy: maybe}\nscenarios: [{name: a, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a b, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a}]",
                "version: 1\nscenarios: [{name: a, stream: [], violates: []}]",
                "version: 1\nscenarios: [{name: a, reply: {status: 503}, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, reply: {}}]",
                "version: 1\nscenarios: [{name: a, headers: {x: y}, reply: {status: 503}}]",
                "version: 1\nscenarios: [{name: a, after-stream: close, reply: {status: 503}}]",
                "version: 1\nscenarios: [{name: a, after-stream: never, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, calls: often, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, when: {promt: x}, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, when: {json: {x: 1}}, stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, violates: [W-1], stream: [started, end]}]",
                "version: 1\nscenarios: [{name: a, stream: [{started: {}, end: {}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{started: {}}, {tokne: x}]}]",
                "version: 1\nscenarios: [{name: a, stream: [token]}]",
                "version: 1\nscenarios: [{name: a, stream: [{tokens: {}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{tokens: {text: a, count: 1}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{tokens: {count: 1, evry: 5ms}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{wait: 5}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{wait: {p50: 5ms}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{exit: 256}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{cut: sideways}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{token: {t: a, wire: {pieces: 0}}}]}]",
                "version: 1\nscenarios: [{name: a, stream: [{token: {t: a, wire: {newline: nl}}}]}]",
                "version: 1\nscenarios: [{name: a, on-cancel: {after: 5}, stream: [started, end]}]",
            })
    void whatTheSchemaRefusesTheReaderRefusesToo(String yaml) {
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
        assertThat(Errors.of(yaml).problems()).isNotEmpty();
    }

    private static JsonNode definition(String name) {
        return TREE.path("$defs").path(name);
    }

    /** Returns the object among the forms that a value may have. */
    private static JsonNode variant(JsonNode forms) {
        for (JsonNode form : forms.path("anyOf")) {
            if (form.path("type").asText().equals("object")) {
                return form;
            }
        }
        throw new AssertionError("no object among " + forms);
    }

    private static List<String> keys(JsonNode schema) {
        assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode tree() {
        try (InputStream in = ScenarioSchemaTest.class.getResourceAsStream("scenario.schema.json")) {
            return new ObjectMapper()
                    .readTree(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
