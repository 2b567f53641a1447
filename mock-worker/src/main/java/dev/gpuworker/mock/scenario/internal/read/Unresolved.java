package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Problem;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import java.util.List;

/** Describes a {@code --scenario} that names nothing. */
public final class Unresolved {
    private Unresolved() {}

    /** Returns the exception for a text that is neither a shipped name nor a file. */
    public static ScenarioException neitherNameNorFile(String text, List<String> names) {
        String hint = Suggestion.closest(text, names)
                .map(close -> "did you mean \"" + close + "\"?")
                .orElse("docs/scenarios.md has the names");
        return exception(text, "is neither a shipped scenario nor a file", hint);
    }

    /** Returns the exception for a text that cannot be the path of a file. */
    public static ScenarioException notAPath(String text, String reason) {
        return exception(text, reason, "");
    }

    private static ScenarioException exception(String text, String problem, String hint) {
        String name = Shown.line(text);
        Problem told = new Problem(1, 1, 1, problem, hint);
        return new ScenarioException(name, List.of(told), ProblemText.of(name, told, ""));
    }
}
