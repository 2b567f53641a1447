package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.testing.MeasuresTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A worker that requests reach late, as over a slow network: by then the jobs they are about may be over. */
@MeasuresTime
class LateRequestsTest {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    @Test
    void questionsAboutARunningJobAreAskedInTime() {
        Behaviour late = new Behaviour()
                .tokenMillis(15)
                .errors((job, errors) -> {
                    LockSupport.parkNanos(LATE_NANOS);
                    return errors;
                })
                .reply((request, reply) -> {
                    if (request.path().equals("/cancel")) {
                        LockSupport.parkNanos(LATE_NANOS);
                    }
                    return reply;
                });
        try (ReferenceWorker worker = ReferenceWorker.start(late)) {
            assertThat(ConformanceRun.of(
                                    new KnownWorker(worker.url()),
                                    WorkerRulebook.all().matching("W-13?,W-141"))
                            .build()
                            .run()
                            .results())
                    .filteredOn(each -> each.rule().section().number() == 1
                            && each.rule().exercises().stream()
                                    .anyMatch(exercise -> exercise.name().equals("three-jobs")))
                    .hasSize(7)
                    .allSatisfy(each -> assertThat(each.verdict()).isInstanceOf(Verdict.Passed.class));
        }
    }
}
