package dev.gpuworker.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.StopReason;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules import from the mock's side, and what both type for themselves, against the schemas (ADR 0002). */
class WireFollowsTheSchemasTest {
    private static final JsonNode REQUEST = WireSchemas.text("execute-request").path("properties");

    @Test
    void importedBoundsAreTheSchemas() {
        assertThat(RequestLimits.JOB_ID_CHARS_MAX)
                .isEqualTo(REQUEST.at("/job_id/maxLength").intValue());
        assertThat(RequestLimits.PROMPT_CODE_POINTS_MAX)
                .isEqualTo(REQUEST.at("/prompt/maxLength").intValue());
        assertThat(RequestLimits.MAX_TOKENS_DEFAULT)
                .isEqualTo(REQUEST.at("/max_tokens/maximum").intValue())
                .isEqualTo(REQUEST.at("/max_tokens/default").intValue());
        assertThat(RequestLimits.STOP_COUNT_MAX)
                .isEqualTo(REQUEST.at("/stop/maxItems").intValue());
        assertThat(Seed.MAX).isEqualTo(REQUEST.at("/seed/maximum").bigIntegerValue());
    }

    @Test
    void importedStopReasonsAreTheSchemas() {
        assertThat(Stream.of(StopReason.values()).map(StopReason::name))
                .containsExactlyInAnyOrderElementsOf(
                        texts(WireSchemas.text("event-end").at("/properties/stop_reason/enum")));
    }

    @Test
    void importedErrorCodesAreTheSchemas() {
        JsonNode schema = WireSchemas.text("event-error");

        assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::name))
                .containsExactlyInAnyOrderElementsOf(texts(schema.at("/properties/code/enum")));
        assertThat(Stream.of(ErrorCode.values()).filter(ErrorCode::retriable).map(ErrorCode::name))
                .containsExactlyInAnyOrderElementsOf(texts(schema.at("/if/properties/code/enum")));
    }

    @ParameterizedTest
    @ValueSource(classes = {SentNames.class, ReadNames.class})
    void namesAreTheSchemas(Class<?> names) {
        Set<String> schemas = new TreeSet<>();
        for (Class<?> event : InferenceEvent.class.getPermittedSubclasses()) {
            String simple = event.getSimpleName().toLowerCase(Locale.ROOT);
            String type = simple.equals("failed") ? "error" : simple;
            schemas.add(type);
            WireSchemas.text("event-" + type).path("properties").fieldNames().forEachRemaining(schemas::add);
        }

        assertThat(constants(names)).containsExactlyInAnyOrderElementsOf(schemas);
    }

    private static Set<String> constants(Class<?> names) {
        return Arrays.stream(names.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(WireFollowsTheSchemasTest::value)
                .collect(Collectors.toSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant + " is public and still not readable", e);
        }
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
