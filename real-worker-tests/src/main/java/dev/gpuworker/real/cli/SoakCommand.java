package dev.gpuworker.real.cli;

import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.VerdictCounts;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.vram.Attempts;
import dev.gpuworker.real.vram.RestartRun;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.leak.LeakPlan;
import dev.gpuworker.wire.RequestLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for a leak: sends many identical requests to one worker, or starts and stops many workers. */
@Command(
        name = "soak",
        description =
                "Looks for a leak: sends batches of identical requests to one worker, or starts one worker after another.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    /** An inconclusive soak is repeated once. */
    private static final int ATTEMPTS_MAX = 2;

    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    @ArgGroup(multiplicity = "0..1")
    private final Extent extent = new Extent();

    @Option(
            names = "--least-leak",
            paramLabel = "<size>",
            description = "leak of a request that must be found in 99 of 100 runs, with a unit; on a noisy card that"
                    + " needs more batches (default: 5KiB, or what --requests finds on a quiet card)")
    private @Nullable String leastLeak;

    @Option(
            names = "--ending",
            paramLabel = "<word>",
            description =
                    "how the requests end: finished, cancelled, client-gone or failed (default: ${DEFAULT-VALUE})",
            defaultValue = "finished")
    private String ending = "finished";

    @Option(
            names = "--provoke",
            paramLabel = "<code>=<prompt>",
            description = "the prompt that makes this worker fail with this code, for --ending failed")
    private Map<String, String> provocations = Map.of();

    @Option(
            names = "--max-tokens",
            paramLabel = "<n>",
            description = "max_tokens of each request, 1 to " + RequestLimits.MAX_TOKENS_DEFAULT
                    + " (default: ${DEFAULT-VALUE})",
            defaultValue = "16")
    private int maxTokens;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "folder for worker.log and vram.json (default: ${DEFAULT-VALUE})",
            defaultValue = "worker-report")
    private Path reportDir = Path.of("worker-report");

    @Option(
            names = "--total-timeout",
            paramLabel = "<duration>",
            description = "how long the whole command may take, 1s to 168h (default: ${DEFAULT-VALUE})",
            defaultValue = "12h")
    private Duration totalTimeout = Duration.ofHours(12);

    SoakCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Chooses between requests to one worker and restarts. */
    private static final class Extent {
        @Option(
                names = "--requests",
                paramLabel = "<n>",
                description = "requests that the soak of one worker needs on a quiet card, 1 to 10000000; more find"
                        + " smaller leaks (default: as many as --least-leak needs)")
        private @Nullable Integer requests;

        @Option(
                names = "--restarts",
                description =
                        "look for memory that is lost when a worker ends: about 20 starts and stops at most, with one"
                                + " job each")
        private boolean restarts;
    }

    /** Exits with 1 if a verdict is red or a request failed. */
    @Override
    public Integer call() throws Exception {
        TimeBox.check(totalTimeout);
        InRange.check("--max-tokens", maxTokens, 1, RequestLimits.MAX_TOKENS_DEFAULT);
        LeakPlan plan = plan();
        SoakEnding jobs = SoakEnding.of(ending, provocations);
        WorkerConfig config = worker.config();
        Path folder = ReportDir.make(reportDir);
        TimeBox timeBox = new TimeBox(totalTimeout);
        return timeBox.run(() -> soak(config, plan, jobs, folder, line -> {
            timeBox.phase("the one after \"" + line + "\"");
            out.println(line);
        }));
    }

    private int soak(WorkerConfig config, LeakPlan plan, SoakEnding jobs, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        try {
            if (extent.restarts) {
                VramVerdict verdict = Attempts.untilConclusive(
                        ATTEMPTS_MAX,
                        measured -> RunOutcome.of(List.of(measured.verdict())),
                        attempt -> new RestartSession(RestartRun.DEFAULT, maxTokens, progress)
                                .run(config, folder(folder, attempt, progress)));
                int code = print(List.of(verdict));
                RestartSession.write(folder, verdict);
                return code;
            }
            VramReport report = Attempts.untilConclusive(
                    ATTEMPTS_MAX,
                    VramReport::outcome,
                    attempt -> new SoakSession(plan, jobs, maxTokens, worker.modelMemory(), progress)
                            .run(config, folder(folder, attempt, progress)));
            report.notes().forEach(out::println);
            int code = print(report.verdicts());
            SoakSession.write(folder, report);
            return code;
        } catch (WorkerClientException e) {
            err.println("RED: a request failed: " + e.getMessage());
            return ExitCode.RED;
        }
    }

    /** Returns the plan; without any option, the one for the default leak. */
    private LeakPlan plan() {
        long least = leastLeak == null
                ? LeakPlan.LEAST_LEAK_DEFAULT_BYTES
                : InRange.check("--least-leak", Values.size("--least-leak", leastLeak), 1, 1L << 40);
        if (extent.requests == null) {
            return LeakPlan.forLeak(least);
        }
        LeakPlan plan = LeakPlan.forRequests((int) InRange.check("--requests", extent.requests, 1, 10_000_000));
        return leastLeak == null ? plan : plan.withLeastLeak(least);
    }

    /** Returns the folder of an attempt's logs. */
    private static Path folder(Path folder, int attempt, Consumer<String> progress) {
        if (attempt == 1) {
            return folder;
        }
        progress.accept("inconclusive; attempt " + attempt + " of " + ATTEMPTS_MAX + " with a fresh worker");
        return ReportDir.make(folder.resolve("attempt-" + attempt));
    }

    private int print(List<VramVerdict> verdicts) {
        List<Verdict> all = verdicts.stream().map(VramVerdict::verdict).toList();
        verdicts.forEach(verdict -> out.println(verdict.text()));
        out.println(RunOutcome.of(all) + ": " + VerdictCounts.of(all).text("memory checks")
                + "; readings and logs are in " + reportDir.toAbsolutePath());
        return RunOutcome.of(all).exitCode();
    }
}
