package dev.gpuworker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventDecoderTest {
    private static final String STARTED =
            "{\"job_id\":\"j\",\"model\":\"m\",\"started_at\":\"2026-01-01T00:00:00.5Z\",\"seed\":18446744073709551615}";

    @Test
    void readsEveryEvent() {
        assertThat(decode("started", STARTED))
                .isEqualTo(new InferenceEvent.Started("j", "m", Instant.parse("2026-01-01T00:00:00.5Z"), new Seed(-1)));
        assertThat(decode("token", "{\"t\":\"\",\"i\":0}")).isEqualTo(new InferenceEvent.Token("", 0));
        assertThat(decode("metrics", "{\"tokens_per_sec\":3,\"vram_bytes\":16000000000}"))
                .isEqualTo(new InferenceEvent.Metrics(3.0, 16_000_000_000L));
        assertThat(decode("end", "{\"tokens_out\":1,\"decode_time_ms\":2,\"stop_reason\":\"EOS\"}"))
                .isEqualTo(new InferenceEvent.End(1, 2, StopReason.EOS, null));
        assertThat(decode("error", "{\"code\":\"X\",\"message\":\"m\",\"retriable\":true}"))
                .isEqualTo(new InferenceEvent.Failed("X", "m", true));
    }

    @Test
    void toleratesUnknownFieldsAndARepeatedType() {
        assertThat(decode("token", "{\"type\":\"token\",\"t\":\"a\",\"i\":1,\"logprob\":{\"x\":[1]}}"))
                .isEqualTo(new InferenceEvent.Token("a", 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void tellsWhatIsWrong(@Nullable String type, String data, String problem) {
        assertThatThrownBy(() -> decode(type, data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(null, "{}", "without an \"event:\" line (M0-W-1310)"),
                Arguments.of("tokens", "{}", "unknown type \"tokens\""),
                Arguments.of("token", "nonsense", "not one valid JSON document"),
                Arguments.of("token", "{\"t\":\"a\",\"i\":0} x", "not one valid JSON document"),
                Arguments.of("token", "{\"t\":\"a\",\"t\":\"b\",\"i\":0}", "not one valid JSON document"),
                Arguments.of("token", "[]", "not a JSON object"),
                Arguments.of("token", "", "not a JSON object"),
                Arguments.of("token", "{\"type\":\"end\",\"t\":\"a\",\"i\":0}", "says type \"end\" (D-09)"),
                Arguments.of("token", "{\"t\":\"a\"}", "event \"token\": field \"i\" is missing"),
                Arguments.of("token", "{\"t\":\"a\",\"i\":\"0\"}", "\"i\" must be an integer, but is a string"),
                Arguments.of("token", "{\"t\":\"a\",\"i\":0.5}", "\"i\" must be an integer, but is a number with a"),
                Arguments.of("token", "{\"t\":\"a\",\"i\":-1}", "\"i\" must be within 0 to 2147483647, but is -1"),
                Arguments.of("token", "{\"t\":\"a\",\"i\":1e999}", "\"i\" must be an integer"),
                Arguments.of("token", "{\"t\":null,\"i\":0}", "\"t\" must be a string, but is null"),
                Arguments.of("token", "{\"t\":\"\\ud83d\",\"i\":0}", "half a character"),
                Arguments.of("started", STARTED.replace("\"m\"", "\"\""), "\"model\" must not be empty"),
                Arguments.of("started", STARTED.replace("Z", "+02:00"), "must be an ISO 8601 instant in UTC"),
                Arguments.of("started", STARTED.replace("2026-01-01T00:00:00.5Z", "0"), "must be an ISO 8601 instant"),
                Arguments.of("started", STARTED.replace("1615", "1616"), "\"seed\" must be within 0 to"),
                Arguments.of("metrics", "{\"tokens_per_sec\":1}", "\"vram_bytes\" is missing"),
                Arguments.of("end", "{\"tokens_out\":1}", "\"decode_time_ms\" is missing"),
                Arguments.of(
                        "end",
                        "{\"tokens_out\":1,\"decode_time_ms\":1,\"stop_reason\":\"LENGTH\"}",
                        "must be MAX_TOKENS, EOS or STOP_SEQUENCE, but is \"LENGTH\""),
                Arguments.of(
                        "end",
                        "{\"tokens_out\":1,\"decode_time_ms\":1,\"stop_sequence_matched\":\"x\"}",
                        "only with stop_reason STOP_SEQUENCE"),
                Arguments.of("error", "{\"code\":\"X\",\"message\":\"m\",\"retriable\":\"no\"}", "must be a boolean"),
                Arguments.of(
                        "error", "{\"code\":\"X\",\"message\":\"\",\"retriable\":true}", "\"message\" must not be"));
    }

    @Test
    void neverQuotesGeneratedText() {
        assertThatThrownBy(() -> decode("token", "{\"t\":\"secret\",\"i\":true}"))
                .hasMessageNotContaining("secret");
    }

    private static InferenceEvent decode(@Nullable String type, String data) {
        return EventDecoder.decode(new SseFrame(type, data));
    }
}
