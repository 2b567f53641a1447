package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.Oddities;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers that are odd, and conform: no interaction may object to them. */
@Timeout(120)
@Order(1) // takes long, so it begins first
class OddWorkersPactTest {
    static Stream<String> oddities() {
        return Oddities.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void conformingOddityKeepsThePact(String name) {
        try (ReferenceWorker worker = Oddities.start(name)) {
            PactReport report = WorkerPactVerification.of(worker.url()).run();

            assertThat(report.with(Verdict.Kind.FAILED))
                    .extracting(result ->
                            result.interaction() + ": " + result.verdict().actual())
                    .isEmpty();
            assertThat(report.with(Verdict.Kind.PASSED)).hasSizeGreaterThan(30);
        }
    }
}
