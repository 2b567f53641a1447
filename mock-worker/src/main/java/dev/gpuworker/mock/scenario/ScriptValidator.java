package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.Findings;
import dev.gpuworker.mock.scenario.internal.ScenarioJudge;
import java.util.List;

/**
 * The one validator, for files, for HTTP and for Java: does a scenario keep the contract, or declare what it breaks?
 */
public final class ScriptValidator {
    private ScriptValidator() {}

    /** Returns all findings that {@code violates} does not declare, and the declarations that nothing needs. */
    public static List<Finding> check(Scenario scenario) {
        Findings findings = new Findings();
        ScenarioJudge.judge(scenario, findings);
        return findings.undeclared(scenario.violates());
    }

    /** Throws {@link IllegalArgumentException} with all findings, where there are any. */
    public static void requireValid(Scenario scenario) {
        List<Finding> findings = check(scenario);
        if (findings.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("scenario \"" + scenario.name() + "\" breaks the contract:");
        for (Finding finding : findings) {
            message.append("\n  ").append(place(scenario, finding)).append(": ").append(finding.message());
            if (!finding.hint().isEmpty()) {
                message.append(" (").append(finding.hint()).append(')');
            }
        }
        throw new IllegalArgumentException(message.toString());
    }

    private static String place(Scenario scenario, Finding finding) {
        return switch (finding.part()) {
            case STEP -> "step " + (finding.index() + 1) + " " + verb(scenario, finding.index());
            case REPLY -> "reply";
            case ON_CANCEL -> "on-cancel";
            case VIOLATES -> "violates";
        };
    }

    private static String verb(Scenario scenario, int step) {
        return scenario.answer() instanceof Script script
                ? script.steps().get(step).verb()
                : "";
    }
}
