package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.conformance.report.ReportText;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.real.WorkerSettings;
import dev.gpuworker.real.process.WorkerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The real binary on a real GPU: {@code -Dworker.binary=… -Dworker.model=… -Dworker.gpu-device=0}, and
 * {@code -Dworker.known-deviations=…}. Anything missing is red and named; nothing is skipped.
 */
class RealWorkerIT {
    private static final Path REPORT = Path.of("target", "worker-reports", "real-worker");

    @TestFactory
    List<DynamicNode> keepsItsContract() throws InterruptedException, IOException {
        WorkerConfig worker = WorkerSettings.fromEnvironment().workerConfig();
        VerificationPlan plan = new VerificationPlan(
                worker,
                ModelWeights.of(worker.model()),
                true,
                WorkerRulebook.all(),
                deviations(System.getProperty("worker.known-deviations")),
                new VerificationPlan.Jobs(Duration.ofSeconds(30), 42, JobPrompts.STANDARD, Map.of()),
                REPORT);
        ConformanceReport report = new RealWorkerVerification(plan, line -> {}).run();
        return report.sections().stream()
                .filter(section -> !section.checks().isEmpty())
                .<DynamicNode>map(section -> DynamicContainer.dynamicContainer(section.title(), tests(section)))
                .toList();
    }

    private static Stream<DynamicTest> tests(ReportSection section) {
        return section.checks().stream()
                .map(checked -> DynamicTest.dynamicTest(
                        checked.check().id() + " " + checked.check().title(),
                        () -> assertThat(checked.verdict().kind().outcome())
                                .as("%s%n  see: %s", ReportText.of(checked), REPORT.resolve("report.html"))
                                .isEqualTo(RunOutcome.GREEN)));
    }

    private static KnownDeviations deviations(@Nullable String file) {
        return file == null || file.isBlank()
                ? KnownDeviations.NONE
                : KnownDeviations.of(file, RealWorkerVerification.checks());
    }
}
