package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportText;
import dev.gpuworker.conformance.report.Reports;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.testing.MeasuresTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers whose jobs end by themselves, as those of small models do; {@link Oddities} has some that can go on. */
@MeasuresTime
class GoingOnTest {
    /** Jobs that end at another moment each time break one promise alone: the same prompt must give the same tokens. */
    @Test
    void workerWhoseJobsEndAtAnyMomentIsNotFailedForIt() {
        try (ReferenceWorker worker = ReferenceWorker.start(new Behaviour().eosAfter(ShortJobs.mostly()))) {
            ConformanceReport report = Reports.of(ConformanceRun.of(
                    new KnownWorker(worker.url()),
                    WorkerRulebook.all().matching("W-13?,W-237,W-238,W-24?,W-32?,W-33?,W-34?")));

            assertThat(report.counts().of(Verdict.Kind.FAILED)).isZero();
        }
    }

    @Test
    void whatNoJobShowsIsSaidOnceWithWhatWasTriedAndWhatWouldHelp() {
        try (ReferenceWorker worker = ReferenceWorker.start(new Behaviour().eosAfter(job -> 0))) {
            ConformanceReport report = Reports.of(ConformanceRun.of(
                    new KnownWorker(worker.url()), WorkerRulebook.all().matching("W-32?,W-33?,W-23?,W-24?")));

            assertThat(report.jobs().goOn()).isFalse();
            assertThat(report.jobs().tried())
                    .isEqualTo(JobPrompts.STANDARD.all().size());
            assertThat(ReportText.of(report))
                    .containsOnlyOnce("ways to ask were tried")
                    .containsOnlyOnce("What would help: --prompt")
                    .containsOnlyOnce("no job of this worker goes on for long enough");
        }
    }

    @Test
    void reportNamesTheWayToAskThatWorkedAndHowLongItLasted() {
        Behaviour chatty = new Behaviour().eosAfter(ShortJobs.exceptChats());
        try (ReferenceWorker worker = ReferenceWorker.start(chatty)) {
            ConformanceReport report = Reports.of(ConformanceRun.of(
                    new KnownWorker(worker.url()), WorkerRulebook.all().matching("W-237,W-331")));

            assertThat(report.outcome()).isEqualTo(RunOutcome.GREEN);
            assertThat(report.jobs().prompt()).isEqualTo("chat");
            assertThat(report.jobs().tokens()).isGreaterThanOrEqualTo(64);
            assertThat(ReportText.of(report)).contains("jobs go on with the prompt \"chat\", the 7. way to ask");
        }
    }

    @Test
    void ownPromptsAreUsedFirstAndNeverQuoted() {
        Behaviour own = new Behaviour()
                .eosAfter(job -> job.request().path("prompt").asText().equals("secret words") ? 300 : 0);
        try (ReferenceWorker worker = ReferenceWorker.start(own)) {
            ConformanceReport report = Reports.of(ConformanceRun.of(
                            new KnownWorker(worker.url()), WorkerRulebook.all().matching("W-237,W-331"))
                    .prompts(JobPrompts.STANDARD.after(List.of("secret words"))));

            assertThat(report.outcome()).isEqualTo(RunOutcome.GREEN);
            assertThat(report.jobs().prompt()).isEqualTo("your prompt");
            assertThat(report.jobs().tried()).isZero();
            assertThat(ReportText.of(report)).doesNotContain("secret");
        }
    }
}
