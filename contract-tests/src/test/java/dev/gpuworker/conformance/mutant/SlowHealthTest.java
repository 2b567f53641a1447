package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.testing.MeasuresTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A worker whose /health takes seconds: that is a breach of its own, and no silence. */
@MeasuresTime
class SlowHealthTest {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2500);

    @Test
    void theRunGoesOnAfterAnExerciseThatGaveUpOnHealth() {
        Behaviour slow = new Behaviour().reply((request, reply) -> {
            if (request.path().equals("/health")) {
                LockSupport.parkNanos(SLOW_NANOS);
            }
            return reply;
        });
        try (ReferenceWorker worker = ReferenceWorker.start(slow)) {
            ConformanceResult result = ConformanceRun.of(
                            new KnownWorker(worker.url()), WorkerRulebook.all().matching("W-311,W-325"))
                    .build()
                    .run();

            assertThat(result.verdict("W-311")).isInstanceOf(Verdict.Failed.class);
            assertThat(result.verdict("W-325")).isInstanceOf(Verdict.Passed.class);
        }
    }
}
