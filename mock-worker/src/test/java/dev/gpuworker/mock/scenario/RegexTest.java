package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.match.TextMatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    private static final int PROMPT_CHARS_MAX = 32_768;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+b",
                "^(a|aa|b)+$",
                "^(a|a)*$",
                "^(.*)*x$",
                "(?:a?){450}x",
                "(?:(?:){900})x",
                "(?i)(a|A|aa)*\\z."
            })
    void noExpressionTakesLongOnTheLongestPrompt(String expression) {
        TextMatch match = TextMatch.regex(expression);
        String prompt = "a".repeat(PROMPT_CHARS_MAX - 1) + "!";

        long begin = System.nanoTime();
        match.matches(prompt);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void emptyGroupsDoNotSpin() {
        assertThat(TextMatch.regex("^nx" + "(|)".repeat(45) + "\\z").matches("nx!"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'a(?=b)',         look-around is not supported",
        "'a(?!b)',         look-around is not supported",
        "'(?<=a)b',        look-around is not supported",
        "'(?<!a)b',        look-around is not supported",
        "'(a)\\1',         back-references are not supported",
        "'(?<n>a)\\k<n>',  back-references are not supported",
        "'a++b',           atomic groups and possessive repetitions are not supported",
        "'(?>a)b',         atomic groups and possessive repetitions are not supported",
        "'[a-z&&[^b]]',    '&& in a class of characters is not supported'",
        "'(((',            missing closing )",
        "'a{2000}',        invalid repeat count",
        "'(?:(?:(?:){1000}){1000}){1000}', its repetitions make the expression too large",
        "'((a{100}){100}){100}',           its repetitions make the expression too large",
        "'(?:ab){900}',    'steps a character; at most 1000 are allowed'",
    })
    void whatTheEngineCannotDoIsRefusedWithTheReason(String expression, String reason) {
        assertThatThrownBy(() -> TextMatch.regex(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anExpressionOfManyCharactersIsRefused() {
        assertThatThrownBy(() -> TextMatch.regex("x".repeat(1_001))).hasMessageContaining("at most 1000 are allowed");
    }

    @Test
    void expressionsOfOneFileAreBoundedTogether() {
        StringBuilder file = new StringBuilder("version: 1\nscenarios:\n");
        for (int k = 0; k < 30; k++) {
            file.append("  - {name: s" + k + ", when: {prompt: '/" + k + "(?:ab){300}/'}, stream: [started, end]}\n");
        }

        assertThat(Errors.of(file.toString()).getMessage()).contains("take more than 10000 steps a character");
    }

    @Test
    void idsOfTheUsualFormsCanBeMatched() {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

        assertThat(TextMatch.regex("^(" + uuid + ")/(" + uuid + ")$")
                        .matches("123e4567-e89b-12d3-a456-426614174000/123e4567-e89b-12d3-a456-426614174001"))
                .isTrue();
        assertThat(TextMatch.regex("(?i)^\\pL+ Größe$").matches("die größe")).isTrue();
    }
}
