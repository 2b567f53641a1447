package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.conformance.testing.TimedRules;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.testing.MeasuresTime;
import dev.gpuworker.wire.Dialect;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole rulebook against the mock: conforming, and as the worker was built in October 2025. */
@MeasuresTime
@Execution(ExecutionMode.CONCURRENT)
class MockConformanceTest {
    /** The promise, on two cores. */
    private static final Duration WHOLE_RULEBOOK = Duration.ofSeconds(10);

    private static final int RUNS = 10;
    private static final int AT_A_TIME = 5;

    /**
     * At its own speed a run takes 45 s, because its jobs end long before they can be cancelled and are tried again.
     */
    private static final double SPEED_OF_AS_BUILT = 4;

    private static final LocalDate BEFORE_EXPIRY = LocalDate.of(2026, 12, 1);

    /**
     * The verdicts have to be the same in each of the ten runs. The time is that of the fastest: whatever else the
     * machine does makes a run slower and never faster, so that one run in time shows that the rulebook takes no
     * longer, while the slowest time would measure the machine. The first runs alone, the others five at a time.
     */
    @Test
    void conformingMockKeepsEveryRuleTenTimesAndQuickly() throws Exception {
        List<Duration> took = new ArrayList<>(List.of(conformingRun()));
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Callable<Duration> run = MockConformanceTest::conformingRun;
            for (Future<Duration> each : threads.invokeAll(Collections.nCopies(RUNS - 1, run))) {
                took.add(each.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(took).hasSize(RUNS);
        assertThat(Collections.min(took)).isLessThan(WHOLE_RULEBOOK);
    }

    private static Duration conformingRun() {
        TimedRun run = TimedRules.run(TimedRun::ofConformingMock, each -> notAsExpected(each.result()));

        assertThat(notAsExpected(run.result())).as("%s", run.result().counts()).isEmpty();
        return run.took();
    }

    private record TimedRun(ConformanceResult result, Duration took) {
        static TimedRun ofConformingMock() {
            try (MockWorker worker = MockWorker.start()) {
                long begin = System.nanoTime();
                ConformanceResult result = run(worker);
                return new TimedRun(result, Duration.ofNanos(System.nanoTime() - begin));
            }
        }
    }

    @Test
    void mockOfTheWorkerAsBuiltBreaksExactlyWhatIsShippedAsKnown() {
        List<String> unlisted = TimedRules.run(MockConformanceTest::unlistedOfAsBuilt, each -> each);

        assertThat(unlisted)
                .as("broken without being listed, or listed without being broken")
                .isEmpty();
    }

    private static List<String> unlistedOfAsBuilt() {
        try (MockWorker worker = MockWorker.builder()
                .dialect(Dialect.AS_BUILT)
                .speed(SPEED_OF_AS_BUILT)
                .start()) {
            KnownDeviations known = KnownDeviations.shipped(
                    "worker-orcd-2025-10", WorkerRulebook.all().checks());
            return known.applyTo(run(worker), BEFORE_EXPIRY).results().stream()
                    .filter(each -> each.verdict().isRed() || each.verdict() instanceof Verdict.Warned)
                    .map(each -> each.rule().id() + " " + each.verdict().word() + ": "
                            + each.verdict().actual())
                    .toList();
        }
    }

    private static ConformanceResult run(MockWorker worker) {
        return ConformanceRun.of(WorkerUnderTest.at(worker.url()), WorkerRulebook.all())
                .build()
                .run();
    }

    private static List<String> notAsExpected(ConformanceResult result) {
        List<String> notOffered = List.of("W-235", "W-236", "W-239", "W-340", "W-341", "W-342", "W-343");
        return result.results().stream()
                .filter(each -> !each.verdict()
                        .word()
                        .equals(notOffered.contains(each.rule().id()) ? "not-applicable" : "passed"))
                .map(each -> each.rule().id() + " " + each.verdict())
                .toList();
    }
}
