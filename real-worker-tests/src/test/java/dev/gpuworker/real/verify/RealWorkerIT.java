package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.pact.PactOutcome;
import dev.gpuworker.real.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The real binary on a real GPU: {@code -Dworker.binary=… -Dworker.model=… -Dworker.gpu-device=0}, and
 * {@code -Dworker.known-deviations=…}. What is missing is red and named; nothing is skipped.
 */
class RealWorkerIT {
    private static final Path REPORT = Path.of("target", "worker-reports", "real-worker");

    @TestFactory
    List<DynamicNode> keepsItsContract() throws InterruptedException, IOException {
        VerificationPlan plan = new VerificationPlan(
                WorkerSettings.fromEnvironment().workerConfig(),
                true,
                WorkerRulebook.all(),
                deviations(System.getProperty("worker.known-deviations")),
                Duration.ofSeconds(30),
                42,
                REPORT);
        ConformanceReport report = new RealWorkerVerification(plan, line -> {}).run();
        return List.of(
                DynamicContainer.dynamicContainer("process and device memory", sections(report)),
                DynamicContainer.dynamicContainer("rules", rules(report)),
                DynamicContainer.dynamicContainer("pact", pact(report)));
    }

    private static Stream<DynamicTest> sections(ConformanceReport report) {
        return report.sections().stream()
                .flatMap(section -> section.rows().stream())
                .map(row -> DynamicTest.dynamicTest(
                        row.id() + " " + row.title(),
                        () -> assertThat(row.red())
                                .as(
                                        "%s%n  expected: %s%n  actual: %s%n  see: %s",
                                        row.verdict(), row.expected(), row.actual(), row.hint())
                                .isFalse()));
    }

    private static Stream<DynamicTest> rules(ConformanceReport report) {
        return report.result().results().stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.rule().id() + " " + result.rule().title(),
                        () -> assertThat(List.of("failed", "could-not-run", "fixed-deviation", "inconclusive"))
                                .as("%s%n  see: %s", result.verdict().actual(), REPORT.resolve("report.html"))
                                .doesNotContain(result.verdict().word())));
    }

    private static Stream<DynamicTest> pact(ConformanceReport report) {
        return report.pact().stream()
                .flatMap(pact -> pact.results().stream())
                .map(result -> DynamicTest.dynamicTest(
                        result.interaction(),
                        () -> assertThat(result.outcome()).as(result.message()).isNotEqualTo(PactOutcome.FAILED)));
    }

    private static KnownDeviations deviations(@Nullable String file) {
        return file == null || file.isBlank()
                ? KnownDeviations.NONE
                : KnownDeviations.read(Path.of(file), WorkerRulebook.all());
    }
}
