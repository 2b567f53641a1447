package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.testing.TimedRules;
import dev.gpuworker.testing.MeasuresTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@MeasuresTime
@Execution(ExecutionMode.CONCURRENT)
class ReferenceWorkerTest {
    @Test
    void conformingWorkerKeepsEveryRule() {
        Behaviour withMetrics = Change.event((job, event) -> event.is("end"), end -> List.of(Planned.METRICS, end))
                .apply(new Behaviour());

        assertThat(TimedRules.run(() -> notPassed(withMetrics), each -> each)).isEmpty();
    }

    private static List<String> notPassed(Behaviour behaviour) {
        try (ReferenceWorker worker = ReferenceWorker.start(behaviour)) {
            return run(new KnownWorker(worker.url())).results().stream()
                    .filter(rule -> !rule.verdict().word().equals("passed"))
                    .map(rule -> rule.rule().id() + " " + rule.verdict())
                    .toList();
        }
    }

    @Test
    void whatAnUnknownWorkerMayLackIsNotApplicable() {
        Behaviour behaviour = new Behaviour()
                .quirk(Quirk.NO_METRICS, Quirk.NO_SHUTDOWN, Quirk.REFUSES_SECOND_JOB, Quirk.ANSWERS_FOREIGN_PAGES);
        try (ReferenceWorker worker = ReferenceWorker.start(behaviour)) {
            ConformanceResult result = run(WorkerUnderTest.at(worker.url()));

            List<String> notApplicable = result.results().stream()
                    .filter(rule -> rule.verdict().word().equals("not-applicable"))
                    .map(rule -> rule.rule().id())
                    .toList();
            assertThat(result.outcome()).as("%s", result.counts()).isNotEqualTo(RunOutcome.RED);
            assertThat(notApplicable)
                    .containsExactly(
                            "W-135", "W-138", "W-218", "W-235", "W-236", "W-239", "W-328", "W-329", "W-340", "W-341",
                            "W-342", "W-343", "W-350", "W-351", "W-352", "W-353", "W-372");
        }
    }

    private static ConformanceResult run(WorkerUnderTest worker) {
        return ConformanceRun.of(worker, WorkerRulebook.all())
                .patience(Patience.DEFAULT.withAwait(Duration.ofSeconds(5)))
                .build()
                .run();
    }
}
