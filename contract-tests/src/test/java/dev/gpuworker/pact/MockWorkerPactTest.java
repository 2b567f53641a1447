package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.wire.Dialect;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MockWorkerPactTest {
    @Test
    void theMockKeepsTheWholePact() {
        try (MockWorker worker = MockWorker.start()) {
            PactReport report = WorkerPactVerification.of(worker.url())
                    .states(new ControlPlaneStates(worker.url(), worker.url(), null))
                    .run();

            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.verdict().kind())
                            .as(result.interaction() + ": " + result.verdict().actual())
                            .isEqualTo(Verdict.Kind.PASSED));
        }
    }

    @Test
    void aMockThatIsKnownByItsUrlAloneIsVerifiedAsFarAsRequestsReach() {
        try (MockWorker worker = MockWorker.start()) {
            PactReport report = WorkerPactVerification.of(worker.url()).run();

            assertThat(report.isGreen()).as(report.toString()).isTrue();
            assertThat(report.with(Verdict.Kind.NOT_APPLICABLE))
                    .extracting(PactResult::interaction)
                    .containsExactlyInAnyOrder(
                            "a second job",
                            "health after a job ran out of VRAM",
                            "the stream of a job that meets a CUDA error",
                            "the stream of a job that runs out of VRAM",
                            "the stream of a job that takes too long",
                            "the stream of a job that hits a stop sequence",
                            "a job while the worker drains");
        }
    }

    @Test
    void theDialectOfTheWorkerAsBuiltBreaksThePact() {
        try (MockWorker worker = MockWorker.builder().dialect(Dialect.AS_BUILT).start()) {
            PactReport report = WorkerPactVerification.of(worker.url())
                    .within(Duration.ofSeconds(2), Duration.ofSeconds(60))
                    .run();

            List<String> broken = report.with(Verdict.Kind.FAILED).stream()
                    .map(PactResult::interaction)
                    .toList();
            assertThat(broken).contains("the head of a stream", "the stream of a job that ends");
            assertThat(report.isGreen()).isFalse();
        }
    }
}
