package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                   | ",
                "                                   | when: {prompt: x}",
                "                                   | calls: 3-",
                "when: {prompt: x}                  | when: {prompt: x}",
                "when: {prompt: /x/}                | when: {prompt: axb}",
                "when: {prompt: /x/}                | when: {prompt: /x/, job_id: j}",
                "when: {header: {a: b}}             | when: {header: {A: b, c: d}}",
                "when: {json: {/seed: 1}}           | when: {json: {/seed: 1, /top_k: 2}}",
                "calls: 1-5                         | calls: 2-3",
                "calls: 3-                          | calls: 7",
            })
    void aScenarioThatCanNeverAnswerIsAnError(@Nullable String earlier, @Nullable String later) {
        assertThat(Errors.lines(Errors.of(file(earlier, later))))
                .anyMatch(line -> line.contains("scenario \"b\" can never answer: \"a\" in line 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when: {prompt: x}                  | ",
                "when: {prompt: x}                  | when: {prompt: y}",
                "when: {prompt: /x/}                | when: {prompt: y}",
                "when: {prompt: /x/}                | when: {prompt: /y/}",
                "when: {header: {a: b}}             | when: {header: {a: c}}",
                "calls: 1-2                         | ",
                "calls: 1-2                         | calls: 2-3",
                "when: {prompt: x}, calls: 1-2      | when: {prompt: x}, calls: 3-",
                "calls: 2-                          | when: {prompt: x}",
            })
    void aScenarioThatCanAnswerIsNone(@Nullable String earlier, @Nullable String later) {
        assertThatCode(() -> ScenarioYaml.parse("worker.yaml", file(earlier, later)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1-2, 3-, 2-7", "1-2, 2-5, 1-5"})
    void rangesOfSeveralScenariosAreJoined(String one, String two, String later) {
        String file = "version: 1\nscenarios:\n  - {name: a, calls: " + one
                + ", stream: [started, end]}\n  - {name: c, calls: " + two
                + ", stream: [started, end]}\n  - {name: b, calls: " + later + ", stream: [started, end]}\n";

        assertThat(Errors.of(file).getMessage()).contains("scenario \"b\" can never answer");
    }

    private static String file(@Nullable String earlier, @Nullable String later) {
        return "version: 1\nscenarios:\n  - {name: a, " + part(earlier) + "stream: [started, end]}\n  - {name: b, "
                + part(later) + "stream: [started, end]}\n";
    }

    private static String part(@Nullable String keys) {
        return keys == null || keys.isEmpty() ? "" : keys + ", ";
    }
}
