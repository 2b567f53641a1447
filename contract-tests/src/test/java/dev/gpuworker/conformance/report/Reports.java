package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRunBuilder;
import dev.gpuworker.conformance.Keyword;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reports for tests. */
public final class Reports {
    private Reports() {}

    /** Returns a report with one verdict of each kind. */
    static ConformanceReport withEveryKind() {
        Verdict failed = new Verdict.Failed("what must be", "what was", List.of());
        return of(
                new Verdict.Passed("as promised"),
                failed,
                new Verdict.Warned("what should be", "what was", List.of()),
                new Verdict.CouldNotRun("the job did not start"),
                new Verdict.NotApplicable("no such capability"),
                new Verdict.Inconclusive("the card was in use", "wait until the card is quiet"),
                new Verdict.KnownDeviation(failed, "nobody asked for it"),
                new Verdict.FixedDeviation("kept"));
    }

    /** Makes a run and returns its report. */
    public static ConformanceReport of(ConformanceRunBuilder run) {
        ConformanceResult result = run.build().run();
        return new ConformanceReport(
                WorkerFacts.of("http://127.0.0.1:1", result.recording()),
                new RunFacts(Instant.parse("2026-01-01T00:00:00Z"), 42, 10_000, false, ""),
                ReportSection.ofRules(result, Map.of()),
                result.recording());
    }

    /** Returns a report of device memory with these verdicts. */
    static ConformanceReport of(Verdict... verdicts) {
        List<Checked> checks = Stream.of(verdicts)
                .map(verdict -> new Checked(check(verdict), verdict, Duration.ofMillis(1250), ""))
                .toList();
        return new ConformanceReport(
                new WorkerFacts("http://127.0.0.1:1", Map.of()),
                new RunFacts(Instant.parse("2026-01-01T00:00:00Z"), 42, 10_000, false, ""),
                List.of(new ReportSection("memory checks", "Device memory", checks)),
                new Recording(List.of()));
    }

    private static Check check(Verdict verdict) {
        return new Check(
                "V-" + verdict.kind(), Keyword.MUST, List.of("M0-W-1021"), "Memory is level.", "docs/real-worker.md");
    }
}
