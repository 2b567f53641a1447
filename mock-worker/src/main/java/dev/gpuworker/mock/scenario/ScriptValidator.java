package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.judge.Findings;
import dev.gpuworker.mock.scenario.internal.judge.ScenarioJudge;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one validator for files, HTTP and Java: checks that a scenario keeps the contract or declares what it breaks. */
public final class ScriptValidator {
    private ScriptValidator() {}

    /** Returns all findings that {@code violates} does not declare, and the superfluous declarations. */
    public static List<Finding> check(Scenario scenario) {
        Findings findings = new Findings();
        ScenarioJudge.judge(scenario, findings);
        return findings.undeclared(scenario.violates());
    }

    /** Throws {@link IllegalArgumentException} with all findings if there are any. */
    public static void requireValid(Scenario scenario) {
        List<Finding> findings = check(scenario);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException("scenario \"" + scenario.name() + "\" breaks the contract:"
                    + lines(scenario, findings, Finding::hint));
        }
    }

    /** Like {@link #requireValid(Scenario)}, for a script alone, which cannot declare violations. */
    public static void requireValid(Script script) {
        Scenario scenario = Scenario.named("script").stream(script);
        List<Finding> findings = check(scenario);
        if (!findings.isEmpty()) {
            throw new IllegalArgumentException(
                    "the script breaks the contract:" + lines(scenario, findings, ScriptValidator::broken)
                            + "\nto break it on purpose, declare it: " + declaration(findings));
        }
    }

    private static String lines(Scenario scenario, List<Finding> findings, Function<Finding, String> more) {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : findings) {
            lines.append("\n  ").append(place(scenario, finding)).append(": ").append(finding.message());
            if (!finding.requirements().isEmpty()) {
                lines.append(" (").append(more.apply(finding)).append(')');
            }
        }
        return lines.toString();
    }

    private static String broken(Finding finding) {
        return "breaks " + String.join(" or ", finding.requirements());
    }

    private static String declaration(List<Finding> findings) {
        String ids = findings.stream()
                .flatMap(finding -> finding.requirements().stream().limit(1))
                .distinct()
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(", "));
        return "Scenario.named(\"…\").violates(" + ids + ").stream(script)";
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
                ? script.steps().get(step).verb().word()
                : "";
    }
}
