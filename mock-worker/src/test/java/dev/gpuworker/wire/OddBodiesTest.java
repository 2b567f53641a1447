package dev.gpuworker.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddBodiesTest {
    private static final String SECRET = "the quick brown secret";
    private static final List<String> VALUES = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "1e5",
            "1E-400",
            "123456789012345678901234567890",
            "true",
            "null",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud83d\\ude42\"",
            "[]",
            "[[]]",
            "[\"a\"]",
            "[null]",
            "[1,2,3,4,5]",
            "{}",
            "{\"a\":{}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "5",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{]",
                "{\"job_id\":\"j\",}",
                "{'job_id':'j'}",
                "{job_id:1}",
                "{\"job_id\":\"j\"} x",
                "{\"job_id\":\"j\"}{}",
                "{\"job_id\":\"j\",\"job_id\":\"k\"}",
                "{\"seed\":01}",
                "{\"seed\":+1}",
                "{\"seed\":1.}",
                "{\"seed\":NaN}",
                "{\"seed\":Infinity}",
                "{\"seed\":0x10}",
                "{\"prompt\":\"a\nb\"}",
                "{\"prompt\":\"\\x41\"}",
                "{\"prompt\":\"\\ud83\"}",
                "// comment\n{}",
                "\u0000",
                "\uFEFFx",
            })
    void whatIsNotOneJsonObjectIsOneErrorOfTheBody(String body) {
        assertThat(Body.constraints(body)).containsExactly("body valid_json");
    }

    @Test
    void bytesThatAreNotUtf8AreNoJson() {
        for (byte[] body : List.of(
                "{\"prompt\":\"é\"}".getBytes(ISO_8859_1),
                "{\"prompt\":\"x\"}".getBytes(UTF_16),
                new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})) {
            assertThat(Body.errors(body))
                    .extracting(FieldError::field, FieldError::constraint)
                    .containsExactly(tuple("body", "valid_json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepJsonIsRefusedAndNotFollowed(String open) {
        assertThat(Body.constraints("{\"job_id\":\"j\",\"prompt\":\"p\",\"x\":" + open.repeat(200_000)))
                .containsExactly("body valid_json");
    }

    @Test
    void whatIsJsonAndIsNotReadIsToldAsSuch() {
        String limits = "the body goes beyond what is read: at most 64 levels, 1000 digits in a number and 50000"
                + " characters in a key";

        assertThat(onlyMessage("{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}"))
                .isEqualTo(limits);
        assertThat(onlyMessage("{\"x\":" + "9".repeat(1_001) + "}")).isEqualTo(limits);
        assertThat(onlyMessage("{\"" + "k".repeat(50_001) + "\":1}")).isEqualTo(limits);
        assertThat(onlyMessage("{\"x\":1,\n\"secret\":1,\"secret\":2}"))
                .startsWith("the body has a key twice in one object at line 2, column ")
                .doesNotContain("secret");
    }

    @Test
    void aNumberBeyondAllBoundsIsToldWithoutQuotes() {
        assertThat(Body.errors(Body.with("max_tokens", "1e400")))
                .containsExactly(new FieldError(
                        "max_tokens",
                        "type(integer)",
                        "max_tokens must be an integer (got a number with a fraction or an exponent)",
                        "Infinity"));
    }

    @Test
    void aNumberOfAMillionDigitsIsRefusedQuickly() {
        assertThat(Body.errors(Body.with("seed", "9".repeat(1_000_000)))).hasSize(1);
        assertThat(Body.errors(Body.with("temperature", "1e" + "9".repeat(1_000))))
                .hasSize(1);
        assertThat(Body.errors(Body.with("max_tokens", "1e1000000000"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job_id", "prompt"})
    void halfACharacterIsRefused(String field) {
        assertThat(Body.constraints(Body.with(field, "\"a\\ud83db\""))).containsExactly(field + " type(string)");
        assertThat(Body.constraints(Body.with(field, "\"a\\ud83d\\ude42b\""))).isEmpty();
        assertThat(Body.constraints(Body.with("stop", "[\"\\ude42\"]"))).containsExactly("stop[0] type(string)");
    }

    @Test
    void everyErrorIsToldAtOnceInTheContractsOrder() {
        String body = "{\"job_id\":\"\",\"prompt\":\"\",\"max_tokens\":0,\"temperature\":3,\"top_p\":2,\"top_k\":-1,"
                + "\"min_p\":2,\"repetition_penalty\":3,\"stop\":[\"\"],\"seed\":-1}";

        assertThat(Body.errors(body))
                .extracting(FieldError::field)
                .containsExactly(
                        "job_id",
                        "prompt",
                        "max_tokens",
                        "temperature",
                        "top_p",
                        "top_k",
                        "min_p",
                        "repetition_penalty",
                        "stop[0]",
                        "seed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"" + SECRET + "\"",
                "{\"prompt\":\"" + SECRET + "\",\"prompt\":1}",
                "{\"prompt\":[\"" + SECRET + "\"]}",
                "{\"prompt\":{\"x\":\"" + SECRET + "\"}}",
                "{\"prompt\":\"" + SECRET + "\\ud83d\"}",
                "{\"prompt\":\"" + SECRET + "\",\"stop\":[\"" + SECRET + "\\ud83d\"]}",
                "{\"prompt\":\"" + SECRET + "\",\"stop\":\"" + SECRET + "\"}",
                "{\"prompt\":\"" + SECRET + "\",\"stop\":[[\"" + SECRET + "\"]]}",
                "\"" + SECRET + "\"",
                SECRET,
            })
    void noErrorCarriesTextOfThePromptOrOfStop(String body) {
        List<FieldError> errors = Body.errors(body);

        assertThat(errors).isNotEmpty();
        assertThat(WireJson.text(ErrorEnvelope.invalid(errors))).doesNotContain("quick", "brown", "secret");
    }

    @Test
    void aRequestTellsItsSizesAndNotItsTexts() throws InvalidRequestException {
        String body = "{\"job_id\":\"j\",\"prompt\":\"" + SECRET + "\",\"stop\":[\"" + SECRET + "\"]}";

        assertThat(Body.READER.read(body.getBytes(UTF_8)).toString())
                .doesNotContain("secret")
                .contains("22 code points", "1 sequences");
    }

    @Test
    void aLongValueIsShortenedInTheError() {
        List<FieldError> errors = Body.errors(Body.with("job_id", "\"" + "🌸".repeat(300) + "\""));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.value())
                    .hasSizeLessThanOrEqualTo(FieldError.VALUE_CHARS_MAX)
                    .endsWith("…");
            assertThat(String.valueOf(error.value()).codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        });
    }

    @Test
    void theCancelRequestNeedsAJobId() throws InvalidRequestException {
        assertThat(CancelRequestReader.jobId("{\"job_id\":\"j\",\"more\":1}".getBytes(UTF_8)))
                .isEqualTo("j");
        for (String body : List.of("", "{}", "[]", "{\"job_id\":\"\"}", "{\"job_id\":5}", "{\"job_id\":null}", "x")) {
            assertThatThrownBy(() -> CancelRequestReader.jobId(body.getBytes(UTF_8)))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void anyBytesAreARequestOrFieldErrors() {
        Property.check(
                2000,
                Gen.bytes(200),
                body -> assertThat(Body.errors(body)).allSatisfy(error -> {
                    assertThat(error.constraint()).isNotEmpty();
                    assertThat(error.message()).startsWith(error.field().equals("body") ? "the body" : error.field());
                }));
    }

    @Test
    void anyJsonValueIsAcceptedOrRefusedByName() {
        Property.check(1000, Gen.of(VALUES), json -> {
            for (String field : List.of("job_id", "prompt", "max_tokens", "temperature", "top_k", "stop", "seed")) {
                assertThat(Body.errors(Body.with(field, json)))
                        .allSatisfy(error -> assertThat(error.field()).startsWith(field));
            }
        });
    }

    private static String onlyMessage(String body) {
        List<FieldError> errors = Body.errors(body);
        assertThat(errors).hasSize(1);
        return errors.get(0).message();
    }
}
