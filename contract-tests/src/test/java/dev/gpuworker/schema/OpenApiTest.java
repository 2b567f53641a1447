package dev.gpuworker.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.testing.ToolRun;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI description that the mock serves: it repeats the schemas, is valid, and the mock keeps to it. */
class OpenApiTest {
    private static final Path SCHEMAS = Path.of("src", "main", "resources", "dev", "gpuworker", "schema");
    private static final Path SCHEMATHESIS = Path.of("src", "test", "python", "schemathesis.toml");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** Three that its configuration names, with reasons, and the document itself. */
    private static final int NOT_RUN = 4;

    private static final String DOCUMENT = document();
    private static final JsonNode API = parsed(DOCUMENT);

    @TempDir
    private Path folder;

    static List<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everySchemaStandsInItWordForWord(String name) {
        ObjectNode schema = (ObjectNode) WireSchemas.text(name).deepCopy();
        schema.remove("$schema"); // the document names the same dialect once

        assertThat(API.at("/components/schemas/" + component(name)))
                .as("write this into openapi.yaml of mock-worker, below components: schemas: %s", component(name))
                .isEqualTo(schema);
    }

    @Test
    void thereAreTenSchemasOfOneDialect() throws IOException {
        assertThat(schemas()).hasSize(10);
        assertThat(schemas())
                .allSatisfy(name ->
                        assertThat(WireSchemas.text(name).path("$schema")).isEqualTo(API.path("jsonSchemaDialect")));
    }

    @Test
    void theStreamHasAnItemForEachEvent() throws IOException {
        JsonNode stream = API.at("/paths/~1execute/post/responses/200/content/text~1event-stream");
        Map<String, String> items = new TreeMap<>();
        API.at("/components/schemas/StreamEvent/oneOf")
                .forEach(item -> items.put(
                        item.at("/properties/event/const").asText(),
                        item.at("/properties/data/contentSchema/$ref").asText()));

        assertThat(stream.at("/itemSchema/$ref").asText()).isEqualTo("#/components/schemas/StreamEvent");
        assertThat(items)
                .isEqualTo(schemas().stream()
                        .filter(name -> name.startsWith("event-"))
                        .collect(Collectors.toMap(
                                name -> name.substring("event-".length()),
                                name -> "#/components/schemas/" + component(name),
                                (one, other) -> one,
                                TreeMap::new)));
    }

    @Test
    void itsVersionIsTheProjects() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));

        assertThat(pom).contains("<version>" + API.at("/info/version").asText());
    }

    @Test
    void anIndependentValidatorAcceptsItAndRefusesABrokenOne() throws Exception {
        Path good = Files.writeString(folder.resolve("good.yaml"), DOCUMENT);
        Path bad =
                Files.writeString(folder.resolve("bad.yaml"), DOCUMENT.replaceFirst("itemSchema: .*", "itemSchema: 5"));

        ToolRun accepted = ToolRun.python("openapi-spec-validator", LIMIT, "-m", "openapi_spec_validator", good);
        ToolRun refused = ToolRun.python("openapi-spec-validator", LIMIT, "-m", "openapi_spec_validator", bad);

        assertThat(accepted.exitCode()).as(accepted.output()).isZero();
        assertThat(refused.exitCode()).as(refused.output()).isNotZero();
        assertThat(refused.output()).contains("itemSchema", "5 is not of types");
    }

    @Test
    void schemathesisFindsNothing() throws Exception {
        try (MockWorker worker = MockWorker.builder().speed(100).start()) {
            ToolRun run = schemathesis(worker.url() + "/mock/openapi.yaml");

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains("Tested: " + (operations() - NOT_RUN))
                    .doesNotContain("Network Error");
        }
    }

    @Test
    void schemathesisFindsAnAnswerThatBreaksItsSchema() throws Exception {
        Path stricter =
                Files.writeString(folder.resolve("stricter.yaml"), DOCUMENT.replace("gguf-bpe", "another-tokenizer"));
        try (MockWorker worker = MockWorker.start()) {
            ToolRun run = schemathesis(
                    stricter, "--url", worker.url(), "--include-path", "/health", "--phases", "examples,coverage");

            assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
            assertThat(run.output()).contains("GET /health", "Response violates schema");
        }
    }

    private static ToolRun schemathesis(Object location, Object... options) throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of(
                "-c",
                "from schemathesis.cli import schemathesis; schemathesis()",
                "--config-file",
                SCHEMATHESIS,
                "run",
                location,
                "--no-color"));
        arguments.addAll(List.of(options));
        return ToolRun.python("schemathesis", LIMIT, arguments.toArray());
    }

    private static int operations() {
        int count = 0;
        for (JsonNode path : API.path("paths")) {
            count += path.size();
        }
        return count;
    }

    /** {@code event-end} is the component {@code EventEnd}. */
    private static String component(String name) {
        return Stream.of(name.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static JsonNode parsed(String yaml) {
        try {
            return WireJson.tree(WireJson.text(new YAMLMapper().readTree(yaml)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document() {
        try (InputStream in = MockWorker.class.getResourceAsStream("openapi.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
