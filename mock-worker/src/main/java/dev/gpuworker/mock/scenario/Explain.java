package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.explain.ScenarioText;
import dev.gpuworker.mock.scenario.internal.explain.TimeLine;

/** Tells in words and numbers what scenarios will do: who is answered, and what is sent when, in how many bytes. */
public final class Explain {
    private Explain() {}

    /**
     * Returns the text for all scenarios of a set, each line ended. Times are milliseconds from the job's start; where
     * waits are random, the median and the 99th percentile of 401 simulated jobs. Bytes that depend on the job (its id,
     * the model) are those of a sample job and marked with a tilde.
     */
    public static String text(ScenarioSet set) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : set.scenarios()) {
            text.append(text.isEmpty() ? "" : "\n").append(text(set, scenario));
        }
        return text.toString();
    }

    private static String text(ScenarioSet set, Scenario scenario) {
        String timeLine = scenario.answer() instanceof Script script
                ? TimeLine.of(script, scenario, set.seed())
                : ScenarioText.reply((Reply) scenario.answer());
        return ScenarioText.head(scenario) + timeLine + ScenarioText.cancel(scenario.onCancel());
    }
}
