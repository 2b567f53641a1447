package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorReportTest {
    @Test
    void aReportHasPlaceLineCaretSuggestionAndCount() {
        String text = Errors.file("", "started: {}", "tokens: { count: 5, evry: 5ms }", "wait: 5", "end: {}");

        assertThat(Errors.of(text)).hasMessage("""
                worker.yaml:6:29 unknown key "evry" in tokens
                    6 |       - tokens: { count: 5, evry: 5ms }
                      |                             ^^^^ did you mean "every"?  allowed: text count generate first every wire
                worker.yaml:7:15 "5" is not a duration; write a unit: 5ms, 5s
                    7 |       - wait: 5
                      |               ^
                2 errors. Nothing was started.""");
    }

    @Test
    void oneErrorIsCountedAsOne() {
        assertThat(Errors.of("version: 1\n").getMessage()).endsWith("1 error. Nothing was started.");
    }

    @Test
    void columnsCountCharactersAndNotCodeUnits() {
        String yaml = "version: 1\nscenarios: [{name: s, stream: [{token: \"🙂🙂\", wat: 1}]}]\n";

        ScenarioException failure = Errors.of(yaml);

        assertThat(Errors.lines(failure)).anyMatch(line -> line.startsWith("2:46 a step has exactly one verb"));
        assertThat(failure.getMessage()).contains("\n      | " + " ".repeat(45) + "^^^ ");
    }

    @Test
    void jsonColumnsCountCharactersToo() {
        String json =
                "{\"version\": 1, \"scenarios\": [{\"name\": \"s\", \"stream\": [{\"token\": \"🙂\", \"wat\": 1}]}]}";

        ScenarioException failure = Errors.of("worker.json", json);

        assertThat(Errors.lines(failure)).anyMatch(line -> line.startsWith("1:70 a step has exactly one verb"));
    }

    @Test
    void aLongLineIsShownAroundTheProblemOnly() {
        String text = "version: 1\nscenarios: [{name: " + "n".repeat(90) + ", stream: [{token: " + "x".repeat(5000)
                + "}, {oops: 1}]}]\n";

        String report = Errors.of(text).getMessage();

        assertThat(report.lines()).allMatch(line -> line.length() < 400);
        assertThat(report).contains("^^^^").contains("…");
    }

    @Test
    void noControlCharacterOfTheFileReachesTheReport() {
        String report =
                Errors.of("version: 1\n\"\\e[31mred\\r\": 2\nscenarios: 3\n").getMessage();

        assertThat(report.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void problemsAreToldInTheOrderOfTheFile() {
        String text = Errors.file("", "started: {}", "oops: 1", "end: {}") + "seed: -1\n";

        assertThat(Errors.lines(Errors.of(text)))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("6:", "8:");
    }

    @Test
    void aFileOfThousandsOfErrorsIsToldInPart() {
        String report = Errors.of("wrong: 1\n".repeat(5000)).getMessage();

        assertThat(report).contains("only the first 100 are shown").hasSizeLessThan(40_000);
    }
}
