package dev.gpuworker.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.ReceivedFrame;
import dev.gpuworker.client.Transcript;
import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mock sends is valid, and each mistake in it is not. */
class WorkerApiSchemaTest {
    private static final String JOB = "{\"job_id\":\"j\",\"prompt\":\"x\"}";

    @Test
    void everyEventOfTheMockIsValidAndNoMistakeInItIs() throws JsonProcessingException {
        Map<String, String> events = new TreeMap<>();
        for (String scenario : List.of("haiku", "cuda-error")) {
            events.putAll(eventsOf(scenario));
        }

        assertThat(events).containsOnlyKeys("started", "token", "metrics", "end", "error");
        for (Map.Entry<String, String> event : events.entrySet()) {
            assertGood(event.getKey(), event.getValue());
            assertThat(WorkerApiSchema.faults(
                            event.getKey(), with(event.getValue(), "type", WireJson.tree("\"other\""))))
                    .as("a type that disagrees with the event line (D-09)")
                    .isNotEmpty();
        }
    }

    @Test
    void everyBodyOfTheMockIsValidAndNoMistakeInItIs() throws JsonProcessingException {
        try (MockWorker worker = MockWorker.start();
                WorkerClient client = new WorkerClient(worker.url())) {
            assertGood("health", text(client.send("GET", "/health", "")));
            assertGood("cancelAnswer", text(client.send("POST", "/cancel", "{\"job_id\":\"j\"}")));
            assertGood("errorEnvelope", text(client.send("POST", "/execute", "{\"temperature\":3}")));
            assertGood("errorEnvelope", text(client.send("GET", "/nothing", "")));
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void retriableIsThatOfTheCode(ErrorCode code) {
        String error = "{\"code\":\"%s\",\"message\":\"m\",\"retriable\":%s}";

        assertThat(WorkerApiSchema.faults("error", String.format(error, code, code.retriable())))
                .isEmpty();
        assertThat(WorkerApiSchema.faults("error", String.format(error, code, !code.retriable())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token | {"t":"half \uFFFD","i":0}
            token | {"t":"x","i":-1}
            started | {"job_id":"j","model":"m","started_at":"0"}
            started | {"job_id":"j","model":"","started_at":"2026-01-02T03:04:05Z"}
            end | {"tokens_out":1,"decode_time_ms":-1}
            end | {"tokens_out":1,"decode_time_ms":1,"stop_reason":"length"}
            end | {"tokens_out":1,"decode_time_ms":1,"stop_reason":"EOS","stop_sequence_matched":"x"}
            error | {"code":"INFERENCE_FAILED","message":"m","retriable":false}
            errorEnvelope | {"code":"INVALID_REQUEST","message":"m","retriable":false,"errors":[]}
            health | {"status":"healthy","vram_bytes":1}
            cancelRequest | {"job_id":""}
            """)
    void knownMistakesAreFound(String definition, String json) {
        assertThat(WorkerApiSchema.faults(definition, json)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JOB,
                "{\"job_id\":\"\",\"prompt\":\"x\"}",
                "{\"prompt\":\"x\"}",
                "{\"job_id\":\"j\",\"prompt\":\"\"}",
                "{\"job_id\":\"j\",\"prompt\":7}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"max_tokens\":0}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"max_tokens\":2048,\"top_k\":0}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"max_tokens\":2049}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"temperature\":2.01}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"top_p\":-0.1}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"min_p\":1.1}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"repetition_penalty\":null}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"stop\":[\"a\",\"b\",\"c\",\"d\"]}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"stop\":[\"\"]}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"stop\":\"a\"}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"seed\":18446744073709551615,\"unknown\":[1]}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"seed\":18446744073709551616}",
                "{\"job_id\":\"j\",\"prompt\":\"x\",\"seed\":-1}",
                "[]"
            })
    void aRequestIsValidWhereTheMockAcceptsIt(String body) {
        try (MockWorker worker = MockWorker.start();
                WorkerClient client = new WorkerClient(worker.url())) {
            worker.enqueue(Scenarios.haiku());

            boolean accepted = client.send("POST", "/execute", body).status() == 200;

            assertThat(WorkerApiSchema.faults("executeRequest", body).isEmpty()).isEqualTo(accepted);
        }
    }

    private static Map<String, String> eventsOf(String scenario) {
        try (MockWorker worker = MockWorker.start();
                WorkerClient client = new WorkerClient(worker.url())) {
            worker.enqueue(Scenarios.named(scenario));
            Map<String, String> events = new TreeMap<>();
            for (ReceivedFrame received :
                    TranscriptFrames.of(client.send("POST", "/execute", JOB)).frames()) {
                events.put(
                        String.valueOf(received.frame().event()),
                        received.frame().data());
            }
            return events;
        }
    }

    /**
     * It is valid, also with a field that nobody knows; without a required field, or with one of no type, it is not.
     */
    private static void assertGood(String definition, String json) throws JsonProcessingException {
        assertThat(WorkerApiSchema.faults(definition, json))
                .as("%s %s", definition, json)
                .isEmpty();
        assertThat(WorkerApiSchema.faults(definition, with(json, "unknown", WireJson.tree("[1]"))))
                .isEmpty();
        JsonNode rules = WorkerApiSchema.definition(
                WorkerApiSchema.definition(definition).has("required") ? definition : "failure");
        for (JsonNode required : rules.path("required")) {
            ObjectNode without = (ObjectNode) WireJson.tree(json);
            without.remove(required.textValue());
            assertThat(WorkerApiSchema.faults(definition, WireJson.text(without)))
                    .as("%s without %s", definition, required)
                    .isNotEmpty();
        }
        for (String field : (Iterable<String>) () -> rules.path("properties").fieldNames()) {
            assertThat(WorkerApiSchema.faults(definition, with(json, field, WireJson.tree("{\"no\":\"type\"}"))))
                    .as("%s with an object for %s", definition, field)
                    .isNotEmpty();
        }
    }

    private static String with(String json, String field, JsonNode value) throws JsonProcessingException {
        ObjectNode changed = (ObjectNode) WireJson.tree(json);
        changed.set(field, value);
        return WireJson.text(changed);
    }

    private static String text(Transcript transcript) {
        return new String(transcript.body(), StandardCharsets.UTF_8);
    }
}
