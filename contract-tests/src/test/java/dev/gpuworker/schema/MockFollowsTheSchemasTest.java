package dev.gpuworker.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that the rulebook sends to the mock, and all that the mock answers, against the schemas. */
class MockFollowsTheSchemasTest {
    /** What a schema cannot say: bounds in tokens and in the vocabulary's size. */
    private static final Set<String> BEYOND_SCHEMAS = Set.of("stop-long-item", "top-k-too-large");

    private static final List<Exchange> EXCHANGES = new ArrayList<>();

    @BeforeAll
    static void makeTraffic() {
        try (MockWorker worker = MockWorker.start()) {
            ConformanceRun.of(WorkerUnderTest.at(worker.url()), WorkerRulebook.all())
                    .build()
                    .run()
                    .recording()
                    .exchanges()
                    .forEach(EXCHANGES::add);
        }
    }

    @Test
    void everyEventFollowsTheSchemaOfItsType() {
        Set<String> seen = new TreeSet<>();

        for (Exchange exchange : EXCHANGES) {
            if (exchange.transcript().status() == 200
                    && exchange.transcript().path().equals("/execute")) {
                SseReader.read(exchange.transcript().chunks()).frames().forEach(frame -> {
                    seen.add(String.valueOf(frame.event()));
                    assertThat(WireSchemas.faults("event-" + frame.event(), frame.data()))
                            .as(frame.data())
                            .isEmpty();
                });
            }
        }

        assertThat(seen).contains("started", "token", "end", "error");
    }

    @Test
    void everyOtherBodyFollowsItsSchema() {
        Set<String> seen = new TreeSet<>();

        for (Exchange exchange : EXCHANGES) {
            Transcript answer = exchange.transcript();
            String schema = schemaOf(answer);
            if (!schema.isEmpty()) {
                seen.add(schema);
                String body = new String(answer.body(), StandardCharsets.UTF_8);
                assertThat(WireSchemas.faults(schema, body)).as(body).isEmpty();
            }
        }

        assertThat(seen).containsExactly("cancel-answer", "error-envelope", "health");
    }

    private static String schemaOf(Transcript answer) {
        if (answer.status() >= 400) {
            return "error-envelope";
        }
        return switch (answer.path()) {
            case "/health" -> "health";
            case "/cancel" -> "cancel-answer";
            default -> "";
        };
    }

    @Test
    void requestIsTakenExactlyWhereItFollowsTheSchema() {
        int refused = 0;

        for (Exchange exchange : EXCHANGES) {
            Transcript sent = exchange.transcript();
            boolean judged = sent.path().equals("/execute")
                    && sent.method().equals("POST")
                    && isJson(sent.requestBody())
                    && (sent.status() == 200 || sent.status() == 400)
                    && !BEYOND_SCHEMAS.contains(exchange.role());
            if (judged) {
                refused += sent.status() == 400 ? 1 : 0;
                assertThat(WireSchemas.faults("execute-request", sent.requestBody())
                                .isEmpty())
                        .as("%s was answered with %d", exchange.role(), sent.status())
                        .isEqualTo(sent.status() == 200);
            }
        }

        assertThat(refused).isGreaterThan(30);
    }

    private static boolean isJson(String body) {
        try {
            return !WireJson.tree(body).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel-answer", "error-envelope", "health"})
    void noFieldOfAnAnswerMayBeOfAnotherType(String schema) throws JsonProcessingException {
        Exchange answer = EXCHANGES.stream()
                .filter(exchange -> schemaOf(exchange.transcript()).equals(schema))
                .findFirst()
                .orElseThrow();
        JsonNode good = WireJson.tree(new String(answer.transcript().body(), StandardCharsets.UTF_8));

        good.fieldNames().forEachRemaining(field -> {
            ObjectNode broken = good.deepCopy();
            broken.putObject(field);
            assertThat(WireSchemas.faults(schema, broken)).as(field).isNotEmpty();
        });
    }

    @Test
    void errorsOfAPromptTellNoValue() {
        String prompt = "{\"field\":\"prompt\",\"constraint\":\"required\",\"message\":\"m\"";
        String envelope = "{\"code\":\"INVALID_REQUEST\",\"message\":\"m\",\"retriable\":false,\"errors\":[%s]}";

        assertThat(WireSchemas.faults("error-envelope", envelope.formatted(prompt + "}")))
                .isEmpty();
        assertThat(WireSchemas.faults("error-envelope", envelope.formatted(prompt + ",\"value\":\"text\"}")))
                .isNotEmpty();
        assertThat(WireSchemas.faults("error-envelope", envelope.formatted("{}")))
                .isNotEmpty();
    }
}
