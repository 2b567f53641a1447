package dev.gpuworker.mock.scenario.internal.judge;

import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.StreamHead;
import dev.gpuworker.mock.scenario.match.TextMatch;

/** Judges a whole scenario against {@code docs/worker-api.md}. */
public final class ScenarioJudge {
    private ScenarioJudge() {}

    /** Adds everything in which the scenario breaks the contract, declared or not. */
    public static void judge(Scenario scenario, Findings findings) {
        judge(scenario, findings, new JudgingWork());
    }

    /** Does the same within the rest of the work that a whole file may cost. */
    public static void judge(Scenario scenario, Findings findings, JudgingWork work) {
        if (scenario.answer() instanceof Script script) {
            judge(script.head(), findings);
            ScriptJudge.judge(script, jobId(scenario), findings, work);
        } else if (scenario.answer() instanceof Reply reply) {
            new ReplyJudge(findings).judge(reply);
        }
        CancelJudge.judge(scenario.onCancel(), findings);
    }

    private static void judge(StreamHead head, Findings findings) {
        head.headers().forEach((name, value) -> {
            String type = value.split(";", 2)[0].strip();
            if (name.equalsIgnoreCase("Content-Type") && !type.equalsIgnoreCase("text/event-stream")) {
                findings.add(Part.REPLY, 0, "the Content-Type of a stream must be text/event-stream", "M0-W-1310");
            }
        });
    }

    /** Returns the id of the scenario's jobs if it answers only one id, otherwise a placeholder. */
    private static String jobId(Scenario scenario) {
        return scenario.when().jobId() instanceof TextMatch.Exact exact ? exact.text() : "(the request's job_id)";
    }
}
