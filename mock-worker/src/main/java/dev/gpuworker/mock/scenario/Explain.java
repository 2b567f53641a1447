package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.explain.ScenarioText;
import dev.gpuworker.mock.scenario.internal.explain.TimeLine;
import dev.gpuworker.wire.Dialect;

/** Describes what scenarios will do: which jobs they answer, and what they send, when and in how many bytes. */
public final class Explain {
    private Explain() {}

    /**
     * Returns the text for all scenarios of a set, each line ended. Times are milliseconds from the job's start; if
     * waits are random, the median and the 99th percentile of 401 simulated jobs. Bytes that depend on the job (its id,
     * the model) come from a sample job and are marked with a tilde.
     */
    public static String text(ScenarioSet set) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : set.scenarios()) {
            text.append(text.isEmpty() ? "" : "\n").append(text(set, scenario));
        }
        return text.toString();
    }

    private static Dialect dialect(ScenarioSet set) {
        Dialect given = set.worker().dialect();
        return given == null ? Dialect.CONTRACT : given;
    }

    private static String text(ScenarioSet set, Scenario scenario) {
        String timeLine = scenario.answer() instanceof Script script
                ? TimeLine.of(script, scenario, set.seed(), dialect(set))
                : ScenarioText.reply((Reply) scenario.answer());
        return ScenarioText.head(scenario) + timeLine + ScenarioText.cancel(scenario.onCancel());
    }
}
