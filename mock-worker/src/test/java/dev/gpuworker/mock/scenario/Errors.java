package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** The reader's errors for a broken file. */
final class Errors {
    private Errors() {}

    /** Returns the exception of a text that must not be readable. */
    static ScenarioException of(String text) {
        return of("worker.yaml", text);
    }

    static ScenarioException of(String name, String text) {
        ScenarioException failure = catchThrowableOfType(ScenarioException.class, () -> ScenarioYaml.parse(name, text));
        if (failure == null) {
            throw new AssertionError("expected problems, but this was read:\n" + text);
        }
        return failure;
    }

    /** Returns {@code line:column message}, one for each problem. */
    static List<String> lines(ScenarioException failure) {
        return failure.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
                .toList();
    }

    /** Returns the problems of a file with one scenario whose stream has these steps, one a line. */
    static List<String> ofSteps(String... steps) {
        return lines(of(file("", steps)));
    }

    /** Returns a file with one scenario; the steps begin in line 5. */
    static String file(String violates, String... steps) {
        StringBuilder text = new StringBuilder("version: 1\nscenarios:\n  - name: s\n");
        text.append(violates.isEmpty() ? "    stream:\n" : "    violates: [" + violates + "]\n    stream:\n");
        for (String step : steps) {
            text.append("      - ").append(step).append('\n');
        }
        return text.toString();
    }
}
