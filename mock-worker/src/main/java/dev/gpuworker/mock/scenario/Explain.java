package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.explain.Columns;
import dev.gpuworker.mock.scenario.internal.explain.ScenarioText;
import dev.gpuworker.mock.scenario.internal.explain.TimeLine;
import dev.gpuworker.wire.Dialect;
import java.util.List;

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

    /**
     * Returns the time line of one scenario of a set, with the times and bytes of {@link #text}, for programs that draw
     * it.
     */
    public static List<TimedLine> lines(ScenarioSet set, Scenario scenario) {
        if (scenario.answer() instanceof Script script) {
            return TimeLine.of(script, scenario, set.seed(), dialect(set));
        }
        Reply reply = (Reply) scenario.answer();
        double millis = reply.after().toNanos() / 1e6;
        return List.of(new TimedLine("", millis, millis, "HTTP " + reply.status(), "no stream"));
    }

    private static Dialect dialect(ScenarioSet set) {
        Dialect given = set.worker().dialect();
        return given == null ? Dialect.CONTRACT : given;
    }

    private static String text(ScenarioSet set, Scenario scenario) {
        String timeLine = scenario.answer() instanceof Script script
                ? Columns.table(TimeLine.of(script, scenario, set.seed(), dialect(set)))
                : ScenarioText.reply((Reply) scenario.answer());
        return ScenarioText.head(scenario) + timeLine + ScenarioText.cancel(scenario.onCancel());
    }
}
