package dev.gpuworker.mock.scenario.demand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Requirements;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The torture set's demands: complete, of the documented form, and each of them well founded. */
class DemandsTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("demands.schema.json"));

    static List<Demand> demands() {
        return Demands.torture().scenarios();
    }

    @Test
    void theyFitTheSchema() {
        assertThat(SCHEMA.validate(Demands.torture().json(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"deliver\":\"must\"|\"deliver\":\"maybe\"",
                "\"report\": \"must-not\", \"kinds\": []|\"report\": \"must\", \"kinds\": []",
                "\"kinds\": [\"timed out\"]|\"kinds\": [\"tired\"]",
                "\"repeat\": \"may\"|\"repeat\": \"unless-failed\"",
                "\"failure\": [\"D-11\"]|\"failure\": []",
                "\"failure\": [\"D-11\"]|\"failure\": [\"because\"]"
            })
    void theSchemaRefusesOtherWords(String change) {
        String[] sides = change.split("\\|", -1);
        String json = Demands.torture().json();

        assertThat(json).contains(sides[0]);
        assertThat(SCHEMA.validate(json.replace(sides[0], sides[1]), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void everyScenarioOfTheSetHasItsDemandInTheSameOrder() throws IOException {
        assertThat(demands().stream().map(Demand::name))
                .containsExactlyElementsOf(Scenarios.torture().scenarios().stream()
                        .map(Scenario::name)
                        .toList());
        JsonNode tree = WireJson.tree(Demands.torture().json());
        for (JsonNode scenario : tree.path("scenarios")) {
            Scenario played =
                    Scenarios.torture().named(scenario.path("name").asText()).orElseThrow();
            assertThat(texts(scenario.path("violates"))).containsExactlyInAnyOrderElementsOf(played.violates());
        }
    }

    @Test
    void theKindsAreTheClosedList() throws IOException {
        assertThat(texts(WireJson.tree(Demands.torture().json()).path("kinds")))
                .containsExactlyElementsOf(FailureKind.all());
    }

    @ParameterizedTest
    @MethodSource("demands")
    void everyDemandThatBindsIsFounded(Demand demand) {
        List<String> binding = new ArrayList<>();
        if (demand.events().stream().anyMatch(event -> event.deliver() != Delivery.MAY)) {
            binding.add("events");
        }
        if (demand.failure() != Duty.MAY) {
            binding.add("failure");
        }
        if (demand.unfinished() == Unfinished.MUST_NOT) {
            binding.add("unfinished");
        }
        if (demand.repeat() == Duty.MUST_NOT) {
            binding.add("repeat");
        }

        assertThat(demand.because().keySet()).containsExactlyInAnyOrderElementsOf(binding);
    }

    @Test
    void everyCitationExists() throws IOException {
        List<String> known = new ArrayList<>(Requirements.ids());
        WireJson.tree(Demands.torture().json()).path("sources").fieldNames().forEachRemaining(known::add);

        assertThat(demands())
                .allSatisfy(demand -> assertThat(demand.because().values())
                        .allSatisfy(cited -> assertThat(known).containsAll(cited)));
    }

    @Test
    void anEventIsKnownByItsTemplate() {
        DemandedEvent started = demands().get(0).events().get(0);
        String data = "{\"job_id\":\"a.b\",\"model\":\"m\",\"started_at\":\"2026-12-01T02:22:45.994Z\"}";

        assertThat(started.is("started", data, "a.b")).isTrue();
        assertThat(started.is("started", data, "axb")).isFalse();
        assertThat(started.is("message", data, "a.b")).isFalse();
        assertThat(started.is("started", data + " ", "a.b")).isFalse();
        assertThat(new DataTemplate("${3 x}!").matches("xxx!", "")).isTrue();
        assertThat(new DataTemplate("${3 x}!").matches("xx!", "")).isFalse();
        assertThatThrownBy(() -> new DataTemplate("${job}")).hasMessage("unknown placeholder ${job}");
    }

    @ParameterizedTest
    @CsvSource({
        "worker's error, WORKERS_ERROR",
        "Workers-Error, WORKERS_ERROR",
        "worker_error, WORKERS_ERROR",
        "ended-without-a-terminal-event, ENDED",
        "timeout, TIMED_OUT",
        "reset, RESET"
    })
    void aKindIsReadHoweverItIsSpelt(String text, FailureKind kind) {
        assertThat(FailureKind.of(text)).contains(kind);
    }

    @Test
    void anotherWordIsNoKind() {
        assertThat(FailureKind.of("oops")).isEmpty();
        assertThat(FailureKind.of("")).isEmpty();
    }

    @Test
    void theControlPlaneServesThem() throws IOException, InterruptedException {
        try (MockWorker worker = MockWorker.start()) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(worker.url() + "/mock/torture"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Demands.torture().json());
        }
    }

    @Test
    void theRequestBelongsToThem() throws IOException {
        JsonNode body = WireJson.tree(Demands.torture().request("a"));

        assertThat(body.path("job_id").asText()).isEqualTo("a");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(2048);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = Demands.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
