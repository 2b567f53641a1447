package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: &x 1                | 1:4 anchors (&) and aliases (*) are not supported",
                "a: *x                  | 1:4 anchors (&) and aliases (*) are not supported",
                "a: !!binary AAAA       | 1:4 tags (!) are not supported",
                "a: !mine b             | 1:4 tags (!) are not supported",
                "a:\\n\\t- b            | 2:1 while scanning for the next token: found character '\\t(TAB)' that cannot start any token.",
                "a: \"unclosed          | 1:13 while scanning a quoted scalar: found unexpected end of stream",
                "a: {b: /x{2}/}         | 1:10 while parsing a flow mapping: expected ',' or '}', but got {",
                "a:\\n  b: 1\\n c: 2    | 3:2 while parsing a block mapping: expected <block end>, but found '<block mapping start>'",
                "[a]: b                 | 1:2 a key must be plain text",
                "version: 1\\n---\\na: 1 | 3:1 a second document begins here",
                "a: 1\\n...\\n%          | 3:2 ",
                "- a                    | 1:1 a scenario file must be a mapping, but this is a list",
                "just text              | 1:1 a scenario file must be a mapping, but this is \"just text\"",
                "42                     | 1:1 a scenario file must be a mapping, but this is \"42\"",
            })
    void wrongYamlIsToldAtItsPlace(String text, String expected) {
        String yaml = text.replace("\\n", "\n").replace("\\t-", "\t-");

        assertThat(Errors.lines(Errors.of(yaml))).anyMatch(line -> line.startsWith(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\": 1,}              | 1:15 ",
                "{\"version\": 1} {}            | 1:16 a second document begins here",
                "{\"version\": 1                | 1:14 ",
                "{\"version\": 01}              | 1:14 ",
                "{\"version\": \"\\ud83d\"}      | 1:13 expected a whole number within 0 and 2147483647, but this is ",
                "{\"a\": 1, \"a\": 2}            | 1:2 unknown key \"a\" in a scenario file",
                "{'version': 1}                 | 1:2 ",
                "[1, 2]                         | 1:1 a scenario file must be a mapping, but this is a list",
            })
    void wrongJsonIsToldAtItsPlace(String text, String expected) {
        assertThat(Errors.lines(Errors.of("worker.json", text))).anyMatch(line -> line.startsWith(expected));
    }

    @Test
    void halfACharacterIsRefused() {
        String json = "{\"version\": 1, \"scenarios\": [{\"name\": \"s\", \"stream\": [{\"token\": \"\\ud83d\"}]}]}";

        assertThat(Errors.of("worker.json", json).getMessage()).contains("half a character");
    }

    @Test
    void jsonHasTheSameWords() {
        String json = """
                {"version": 1, "seed": 18446744073709551615, "scenarios": [
                \t{"name": "s", "stream": [{"started": {}}, {"tokens": {"text": "a b", "every": "5ms"}}, "end"]}]}
                """;
        String yaml = Errors.file("", "started: {}", "tokens: { text: a b, every: 5ms }", "end")
                + "seed: 18446744073709551615\n";

        assertThat(withoutSource("worker.json", json)).isEqualTo(withoutSource("worker.yaml", yaml));
        assertThat(withoutSource("the body", json)).isEqualTo(withoutSource("the body", yaml));
    }

    @Test
    void deepNestingIsBounded() {
        for (String open : new String[] {"[", "{a: "}) {
            assertThat(Errors.of("a: " + open.repeat(100_000)).getMessage()).contains("nested deeper than 32 levels");
        }
        assertThat(Errors.of("worker.json", "[".repeat(100_000)).getMessage()).contains("nested deeper than 32 levels");
    }

    @Test
    void aliasBombsDoNotExplode() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int k = 1; k < 60; k++) {
            bomb.append("a")
                    .append(k)
                    .append(": &a")
                    .append(k)
                    .append(" [*a")
                    .append(k - 1)
                    .append(", *a")
                    .append(k - 1)
                    .append("]\n");
        }

        assertThat(Errors.of(bomb.toString()).getMessage()).contains("anchors (&) and aliases (*) are not supported");
    }

    @Test
    void repeatsDoNotFillTheMemory() {
        StringBuilder file = new StringBuilder(Errors.file("M0-W-1311", "started"));
        for (int k = 0; k < 10; k++) {
            file.append("      - token: {t: x, repeat: 8388608}\n");
        }

        assertThat(Errors.of(file.toString()).getMessage()).contains("more than 64MiB");
    }

    @Test
    void aLongHexTextIsRead() {
        String file = Errors.file("", "started", "raw: {hex: \"3a" + "61".repeat(400_000) + "0a\"}", "end");

        assertThat(ScenarioYaml.parse("worker.yaml", file).scenarios()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls: 010",
                "calls: 1-010",
                "calls: 0x10",
                "calls: 1_0",
                "when: {json: {/temperature: 010}}",
                "when: {json: {/x: 0x10}}",
                "when: {json: {/x: [1, {y: 1_000}]}}"
            })
    void aNumberThatReadersTakeDifferentlyIsRefusedEverywhere(String line) {
        String file = "version: 1\nscenarios:\n  - name: a\n    " + line + "\n    stream: [started, end]\n";

        assertThat(Errors.of(file).getMessage()).containsAnyOf("expected calls such as", "plain decimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens: #", "token: {t: x, i: #}", "metrics: {tokens_per_sec: #}", "token: #"})
    void aNumberOfFifteenHundredDigitsIsANumber(String step) {
        String file = Errors.file("", "started", step.replace("#", "1".repeat(1_500)), "end");

        assertThat(Errors.of(file).getMessage()).contains("but this is").contains("1 error.");
        assertThat(ScenarioYaml.parse(
                                "q.yaml", Errors.file("", "started", "tokens: \"" + "1".repeat(1_500) + "\"", "end"))
                        .scenarios())
                .hasSize(1);
    }

    @Test
    void manyTokensOfManyStepsEndInAnErrorSoon() {
        // The test looks at all bytes of a cut token.
        String step = "tokens: {count: 100000, wire: {stop-after: 9999}}";
        String[] steps = Collections.nCopies(5_000, step).toArray(String[]::new);

        long begin = System.nanoTime();
        assertThat(Errors.of(Errors.file("M0-W-1300", steps)).getMessage()).contains("judging this is too much work");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void manyExpressionsThatBacktrackDoNotStopTheReader() {
        StringBuilder file = new StringBuilder("version: 1\nscenarios:\n");
        for (int k = 0; k < 300; k++) {
            String prompt = k < 150 ? "/(a+)+b" + k + "/" : "a".repeat(60) + k;
            file.append("  - {name: s" + k + ", when: {prompt: " + prompt + "}, stream: [started, end]}\n");
        }

        assertThat(ScenarioYaml.parse("worker.yaml", file.toString()).scenarios())
                .hasSize(300);
    }

    /** Drops the source, in which equal sets differ. */
    private static ScenarioSet withoutSource(String file, String text) {
        ScenarioSet set = ScenarioYaml.parse(file, text);
        return new ScenarioSet(set.seed(), set.worker(), set.scenarios());
    }
}
