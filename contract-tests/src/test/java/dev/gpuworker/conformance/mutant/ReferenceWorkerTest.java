package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReferenceWorkerTest {
    @Test
    void conformingWorkerKeepsEveryRule() {
        try (ReferenceWorker worker = ReferenceWorker.start(new Behaviour())) {
            ConformanceResult result = ConformanceRun.of(WorkerUnderTest.at(worker.url()), WorkerRulebook.all())
                    .patience(Patience.DEFAULT.withAwait(Duration.ofSeconds(5)))
                    .build()
                    .run();

            assertThat(result.results())
                    .allSatisfy(rule -> assertThat(rule.verdict().word())
                            .as("%s: %s", rule.rule().id(), rule.verdict())
                            .isEqualTo("passed"));
        }
    }
}
