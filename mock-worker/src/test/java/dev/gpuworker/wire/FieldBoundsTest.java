package dev.gpuworker.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldBoundsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max_tokens         | 1",
                "max_tokens         | 2048",
                "temperature        | 0.0",
                "temperature        | 0",
                "temperature        | -0.0",
                "temperature        | 2",
                "temperature        | 2.0",
                "temperature        | 1e0",
                "top_p              | 0.0",
                "top_p              | 1.0",
                "top_k              | 0",
                "top_k              | 151936",
                "min_p              | 0",
                "min_p              | 1",
                "repetition_penalty | 0.0",
                "repetition_penalty | 2.0",
                "stop               | []",
                "stop               | [\"a\",\"b\",\"c\",\"d\"]",
                "seed               | 0",
                "seed               | 18446744073709551615",
                "unknown            | {\"x\":[1,null]}",
            })
    void whatLiesWithinTheBoundsIsAccepted(String field, String json) {
        assertThat(Body.constraints(Body.with(field, json))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "job_id             | \"\"                    | non_empty",
                "job_id             | 5                       | type(string)",
                "job_id             | null                    | type(string)",
                "prompt             | \"\"                    | length(1..=32768)",
                "prompt             | []                      | type(string)",
                "max_tokens         | 0                       | range(1..=2048)",
                "max_tokens         | 2049                    | range(1..=2048)",
                "max_tokens         | -1                      | range(1..=2048)",
                "max_tokens         | 1.0                     | type(integer)",
                "max_tokens         | 1e2                     | type(integer)",
                "max_tokens         | \"5\"                   | type(integer)",
                "max_tokens         | null                    | type(integer)",
                "max_tokens         | 99999999999999999999    | range(1..=2048)",
                "temperature        | -0.1                    | range(0.0..=2.0)",
                "temperature        | 2.1                     | range(0.0..=2.0)",
                "temperature        | 1e999                   | range(0.0..=2.0)",
                "temperature        | \"1\"                   | type(number)",
                "temperature        | true                    | type(number)",
                "top_p              | -0.1                    | range(0.0..=1.0)",
                "top_p              | 1.1                     | range(0.0..=1.0)",
                "top_k              | -1                      | range(0..=151936)",
                "top_k              | 151937                  | range(0..=151936)",
                "min_p              | -0.5                    | range(0.0..=1.0)",
                "min_p              | 1.5                     | range(0.0..=1.0)",
                "repetition_penalty | -1                      | range(0.0..=2.0)",
                "repetition_penalty | 2.5                     | range(0.0..=2.0)",
                "stop               | \"END\"                 | type(array)",
                "stop               | {}                      | type(array)",
                "stop               | [\"\",\"b\",\"c\",\"d\",\"e\"] | max_count(4)",
                "seed               | -1                      | range(0..=18446744073709551615)",
                "seed               | 18446744073709551616    | range(0..=18446744073709551615)",
                "seed               | 1.5                     | type(integer)",
                "seed               | \"7\"                   | type(integer)",
            })
    void whatLiesOutsideIsRefusedByTheConstraintsName(String field, String json, String constraint) {
        assertThat(Body.constraints(Body.with(field, json))).containsExactly(field + " " + constraint);
    }

    @Test
    void aJobIdHasAtMost256Characters() {
        assertThat(Body.constraints(Body.with("job_id", text(256)))).isEmpty();
        assertThat(Body.constraints(Body.with("job_id", text(257)))).containsExactly("job_id max_length(256)");
    }

    @Test
    void aPromptIsCountedInCodePoints() {
        String emoji = "\"" + "🌸".repeat(32_768) + "\"";

        assertThat(Body.constraints(Body.with("prompt", emoji))).isEmpty();
        assertThat(Body.constraints(Body.with("prompt", text(32_769)))).containsExactly("prompt length(1..=32768)");
    }

    @Test
    void aTooLongTextIsToldByItsCodePoints() {
        String emoji = "\"" + "🌸".repeat(257) + "\"";

        assertThat(Body.errors(Body.with("job_id", emoji)).get(0).message())
                .isEqualTo("job_id must have at most 256 characters (got 257)");
        assertThat(Body.errors(Body.with("stop", "[" + emoji + "]")).get(0).message())
                .isEqualTo("stop[0] must have at most 100 characters (got 257)");
    }

    @Test
    void stopItemsAreCheckedOneByOne() {
        String items = "[\"ok\", \"\", 5, " + text(101) + "]";

        assertThat(Body.constraints(Body.with("stop", items)))
                .containsExactly("stop[1] non_empty", "stop[2] type(string)", "stop[3] max_length(100)");
        assertThat(Body.constraints(Body.with("stop", "[" + text(100) + "]"))).isEmpty();
    }

    @Test
    void theRequiredFieldsAreRequired() {
        assertThat(Body.constraints("{}")).containsExactly("job_id required", "prompt required");
    }

    @Test
    void theWorkersOwnLimitIsTold() {
        ExecuteRequestReader small = new ExecuteRequestReader(new RequestLimits(16, 100));
        byte[] body = Body.with("max_tokens", "17").getBytes(UTF_8);

        assertThatThrownBy(() -> small.read(body))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.errors())
                                .containsExactly(new FieldError(
                                        "max_tokens",
                                        "range(1..=16)",
                                        "max_tokens must be at most 16 (got 17)",
                                        "17")));
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }
}
