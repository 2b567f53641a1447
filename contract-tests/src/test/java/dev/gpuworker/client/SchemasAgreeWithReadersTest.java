package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.schema.WireSchemas;
import dev.gpuworker.wire.CancelRequestReader;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.InvalidRequestException;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks one field of a whole example at a time: the schema refuses exactly what the reader refuses. Both were written
 * from the contract, the schema for other languages.
 */
class SchemasAgreeWithReadersTest {
    /**
     * Every kind of value, and every edge. Not 1.0: an integer to a schema, a number with a fraction to the readers.
     */
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"x\"",
            "-1",
            "0",
            "1",
            "2",
            "2048",
            "2049",
            "0.5",
            "2.5",
            "true",
            "false",
            "[]",
            "{}",
            "[\"x\"]",
            "[\"\"]",
            "[1]",
            "[\"a\",\"b\",\"c\",\"d\",\"e\"]",
            "\"EOS\"",
            "\"MAX_TOKENS\"",
            "\"2026-01-01\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"2026-01-01T00:00:00+02:00\"",
            "\"unhealthy\"",
            "\"" + "x".repeat(257) + "\"");

    /** Of a 64-bit field alone, for others end where Java's numbers do. */
    private static final List<String> SEEDS = List.of("18446744073709551615", "18446744073709551616");

    /**
     * Where the schema is stricter on purpose: a client goes on with what it can still use, and leaves codes, their
     * {@code retriable} and a job's own id to be judged by the rules.
     */
    private static final Set<String> CLIENT_IS_GENEROUS = Set.of(
            "event-started job_id \"\"",
            "event-started job_id \"" + "x".repeat(257) + "\"",
            "event-error code *",
            "event-error retriable true",
            "health mock false");

    static Stream<Arguments> documents() {
        return Stream.of(
                event("started", "{'job_id':'j','model':'m','started_at':'2026-01-01T00:00:00.5Z','seed':7}", "seed"),
                event("token", "{'type':'token','t':'a','i':0}", "type"),
                event("metrics", "{'tokens_per_sec':3.5,'vram_bytes':16000000000}"),
                event(
                        "end",
                        "{'tokens_out':1,'decode_time_ms':2,'stop_reason':'STOP_SEQUENCE','stop_sequence_matched':'x'}",
                        "stop_sequence_matched"),
                event("error", "{'code':'CANCELLED','message':'m','retriable':false}"),
                Arguments.of(
                        "health",
                        json(
                                "{'status':'healthy','resident':true,'quant_kind':'Q4_0','vram_bytes_used':1,"
                                        + "'tokenizer_kind':'hf-json','vocab_size':9,'context_length':null,'model':'m',"
                                        + "'uptime_seconds':1,'worker_id':'w','sm':90,'cuda_runtime_version':'12.6','mock':true}"),
                        accepts(node -> HealthReader.read(new EventFields(node))),
                        Set.of("model", "uptime_seconds", "worker_id", "sm", "cuda_runtime_version", "mock")),
                Arguments.of(
                        "execute-request",
                        json("{'job_id':'j','prompt':'p','max_tokens':1,'temperature':1.0,'top_p':1.0,'top_k':0,"
                                + "'min_p':0.0,'repetition_penalty':1.0,'stop':['x'],'seed':7}"),
                        accepts(node -> new ExecuteRequestReader(new RequestLimits(2048, 151936)).read(node)),
                        Set.of(
                                "max_tokens",
                                "temperature",
                                "top_p",
                                "top_k",
                                "min_p",
                                "repetition_penalty",
                                "stop",
                                "seed")),
                Arguments.of(
                        "cancel-request",
                        json("{'job_id':'j'}"),
                        accepts(node ->
                                CancelRequestReader.jobId(WireJson.text(node).getBytes(StandardCharsets.UTF_8))),
                        Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void schemaRefusesExactlyWhatTheReaderRefuses(
            String schema, ObjectNode example, Predicate<JsonNode> reader, Set<String> optional) {
        Map<String, String> disagreements = new LinkedHashMap<>();
        int refused = 0;

        for (Changed changed : changes(schema, example)) {
            List<String> faults = WireSchemas.faults(schema, changed.json());
            refused += faults.isEmpty() ? 0 : 1;
            if (faults.isEmpty() != reader.test(changed.json()) && !changed.isLeftToRules()) {
                disagreements.put(changed.what(), faults.toString());
            }
        }

        assertThat(WireSchemas.faults(schema, example)).isEmpty();
        assertThat(disagreements).isEmpty();
        assertThat(refused).isGreaterThan(example.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void requiredAreAllFieldsButTheOptionalOnes(
            String schema, ObjectNode example, Predicate<JsonNode> reader, Set<String> optional) {
        List<String> mayBeAbsent = new ArrayList<>();
        example.fieldNames().forEachRemaining(field -> {
            if (WireSchemas.faults(schema, example.deepCopy().without(List.of(field)))
                    .isEmpty()) {
                mayBeAbsent.add(field);
            }
        });

        assertThat(mayBeAbsent).containsExactlyInAnyOrderElementsOf(optional);
    }

    private record Changed(String schema, String field, String value, ObjectNode json) {
        String what() {
            return schema + " " + field + " " + value;
        }

        boolean isLeftToRules() {
            return CLIENT_IS_GENEROUS.contains(what()) || CLIENT_IS_GENEROUS.contains(schema + " " + field + " *");
        }
    }

    private static List<Changed> changes(String schema, ObjectNode example) {
        List<Changed> all = new ArrayList<>();
        example.fieldNames().forEachRemaining(field -> {
            all.add(new Changed(schema, field, "absent", example.deepCopy().without(List.of(field))));
            VALUES.forEach(value -> all.add(changed(schema, example, field, value)));
        });
        if (example.has("seed")) {
            SEEDS.forEach(value -> all.add(changed(schema, example, "seed", value)));
        }
        return all;
    }

    private static Changed changed(String schema, ObjectNode example, String field, String value) {
        ObjectNode copy = example.deepCopy();
        copy.set(field, json("{'v':" + value + "}").get("v"));
        return new Changed(schema, field, value, copy);
    }

    private static Arguments event(String type, String example, String... optional) {
        return Arguments.of(
                "event-" + type,
                json(example),
                accepts(node -> EventDecoder.decode(new SseFrame(type, WireJson.text(node)))),
                Set.of(optional));
    }

    private interface Reader {
        Object read(JsonNode node) throws InvalidRequestException;
    }

    private static Predicate<JsonNode> accepts(Reader reader) {
        return node -> {
            try {
                reader.read(node);
                return true;
            } catch (IllegalArgumentException | InvalidRequestException e) {
                return false;
            }
        };
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) WireJson.tree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
