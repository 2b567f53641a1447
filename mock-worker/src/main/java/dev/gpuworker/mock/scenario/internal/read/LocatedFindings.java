package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Finding;
import dev.gpuworker.mock.scenario.internal.judge.Findings;
import dev.gpuworker.mock.scenario.internal.judge.JudgingWork;
import dev.gpuworker.mock.scenario.internal.judge.ScenarioJudge;
import java.util.List;

/** Reports the validator's findings at their places in the file. */
final class LocatedFindings {
    private LocatedFindings() {}

    static void add(LocatedScenario located, JudgingWork work, Problems problems) {
        Findings findings = new Findings();
        ScenarioJudge.judge(located.scenario(), findings, work);
        for (Finding finding : findings.undeclared(located.scenario().violates())) {
            problems.add(place(located, finding), finding.message(), finding.hint());
        }
    }

    private static Place place(LocatedScenario located, Finding finding) {
        return switch (finding.part()) {
            case STEP -> located.steps().get(finding.index());
            case REPLY -> located.answer();
            case ON_CANCEL -> located.onCancel();
            case VIOLATES -> violates(located, finding.index());
        };
    }

    private static Place violates(LocatedScenario located, int index) {
        List<String> ids = List.copyOf(located.scenario().violates());
        return located.violates().getOrDefault(ids.get(index), located.name());
    }
}
