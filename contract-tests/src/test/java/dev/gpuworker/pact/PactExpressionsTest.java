package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expression of the pact means the same in Java, Rust and Oniguruma, which the Pact core has used in turn. */
class PactExpressionsTest {
    /** Letters, digits and marks that mean themselves everywhere; a byte order mark. */
    private static final String LITERAL = "[A-Za-z0-9_ :,;=/\\uFEFF-]";

    private static final String ESCAPED = "\\\\[.()\\[\\]+]";
    /**
     * All characters, or listed ones with ranges; a class has no classes inside, and no shorthand with other members.
     */
    private static final String CLASS = "\\[\\\\s\\\\S]|\\[(?:[A-Za-z0-9 :,=-]|\\\\[rnt])+]";
    /** A group that captures, since others begin with a question mark, as flags do. */
    private static final String GROUP = "\\((?!\\?)|\\)|\\|";
    /** Greedy: neither lazy nor possessive. */
    private static final String TIMES = "(?:[*+?]|\\{[0-9]+(?:,[0-9]+)?})(?![*+?{])";

    private static final Pattern COMMON =
            Pattern.compile("\\^(?:" + String.join("|", LITERAL, ESCAPED, CLASS, GROUP, TIMES) + ")*\\$");

    private final List<PactExpression> expressions = PactExpression.all();

    @Test
    void noneIsOverlooked() {
        assertThat(expressions).hasSizeGreaterThan(100).hasSize(PactExpression.count());
    }

    @Test
    void everyOneUsesOnlyTheCommonSubset() {
        assertThat(expressions)
                .allSatisfy(one -> assertThat(one.regex()).as(one.place()).matches(COMMON));
    }

    @Test
    void everyOneCompilesWithoutFlagsAndMatchesItsExample() {
        assertThat(expressions)
                .allSatisfy(one ->
                        assertThat(one.example()).as(one.place()).isNotEmpty().matches(Pattern.compile(one.regex())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?s)^.+$",
                "(?i)^a$",
                "^(?i:a)$",
                "^(?:a)$",
                "^(?=a)a$",
                "^.+$",
                "^\\d+$",
                "^\\s*$",
                "^[\\s;]$",
                "^a++$",
                "^a*?$",
                "^(a)\\1$",
                "^\\p{L}$",
                "^[a-z&&[b]]$",
                "^[^a]$",
                "^\\x41$",
                "a",
                "^a"
            })
    void whatEnginesReadDifferentlyIsNotCommon(String regex) {
        assertThat(regex).doesNotMatch(COMMON);
    }
}
