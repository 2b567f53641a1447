package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker whose jobs end by themselves: no interaction that needs a running job may fail it. */
class ShortJobsPactTest {
    @Test
    void whatNoJobShowsCouldNotRunForOneReason() {
        Behaviour brief = new Behaviour().eosAfter(job -> 0).firstTokenMillis(job -> 0);
        try (ReferenceWorker worker = ReferenceWorker.start(brief)) {
            PactReport report = WorkerPactVerification.of(worker.url())
                    .goingOn(GoingOn.of(worker::url, JobPrompts.of(List.of("tell me more"))))
                    .run();

            assertThat(report.with(Verdict.Kind.FAILED)).isEmpty();
            assertThat(report.with(Verdict.Kind.INCONCLUSIVE)).isEmpty();
            assertThat(report.with(Verdict.Kind.COULD_NOT_RUN))
                    .extracting(result -> result.verdict().actual())
                    .containsOnly("no job of this worker goes on for long enough: the exercise going-on tried 4 ways"
                            + " to ask for text");
        }
    }
}
