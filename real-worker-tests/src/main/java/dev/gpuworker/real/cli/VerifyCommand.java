package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.cli.PromptOptions;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportText;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.verify.RealWorkerVerification;
import dev.gpuworker.real.verify.VerificationPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies everything: process, device memory, pact and rulebook. */
@Command(
        name = "verify",
        description = "Verifies the worker's process, its device memory, the pact and the rulebook, and starts a clean"
                + " worker process for each part.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

    /** The greatest whole number that every JSON reader preserves exactly. */
    private static final long SEED_MAX = (1L << 53) - 1;

    /** What a job can fail with after it was accepted. */
    private static final List<String> PROVOKED = List.of("VRAM_OOM", "INFERENCE_TIMEOUT", "CUDA_ERROR", "INTERNAL");

    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--no-cuda",
            description = "don't watch device memory; for workers without a GPU (the report says so at the top)")
    private boolean withoutCuda;

    @Option(
            names = "--rules",
            paramLabel = "<glob>",
            description = "rules to judge, by id (default: ${DEFAULT-VALUE})",
            defaultValue = "*")
    private String rules = "*";

    @Option(names = "--known-deviations", paramLabel = "<list>", description = KnownDeviations.HELP)
    private @Nullable String knownDeviations;

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description = "how long to wait for a required answer or event, 1ms to 1h (default: ${DEFAULT-VALUE})",
            defaultValue = "10s")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--total-timeout",
            paramLabel = "<duration>",
            description = "how long the whole command may take, 1s to 168h (default: ${DEFAULT-VALUE})",
            defaultValue = "2h")
    private Duration totalTimeout = Duration.ofHours(2);

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "seed of the jobs (default: ${DEFAULT-VALUE})",
            defaultValue = "42")
    private long seed;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "folder for the report and the evidence of each process (default: ${DEFAULT-VALUE})",
            defaultValue = "worker-report")
    private Path reportDir = Path.of("worker-report");

    @Option(
            names = "--provoke",
            paramLabel = "<code>=<prompt>",
            description =
                    "a prompt that makes this worker fail with VRAM_OOM, INFERENCE_TIMEOUT, CUDA_ERROR or INTERNAL;"
                            + " may be given once for each, and its failed jobs are watched for memory that isn't given back")
    private Map<String, String> provocations = Map.of();

    @Mixin
    private final PromptOptions prompts = new PromptOptions();

    VerifyCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        TimeBox.check(totalTimeout);
        Rulebook rulebook = WorkerRulebook.all().matching(rules);
        if (rulebook.rules().isEmpty()) {
            throw new IllegalArgumentException("no rule matches --rules " + rules);
        }
        KnownDeviations deviations = knownDeviations == null
                ? KnownDeviations.NONE
                : KnownDeviations.of(knownDeviations, RealWorkerVerification.checks());
        VerificationPlan plan = new VerificationPlan(
                worker.config(),
                worker.modelMemory(),
                !withoutCuda,
                rulebook,
                deviations,
                new VerificationPlan.Jobs(
                        Values.inRange("--timeout", timeout, TIMEOUT_MIN, TIMEOUT_MAX),
                        InRange.check("--seed", seed, 0, SEED_MAX),
                        prompts.prompts(),
                        provocations()),
                ReportDir.make(reportDir));
        TimeBox timeBox = new TimeBox(totalTimeout);
        return timeBox.run(() -> {
            ConformanceReport report = new RealWorkerVerification(plan, phase -> {
                        timeBox.phase(phase);
                        err.println(phase);
                    })
                    .run(this::print);
            return report.outcome().exitCode();
        });
    }

    private Map<String, String> provocations() {
        for (String code : provocations.keySet()) {
            if (!PROVOKED.contains(code)) {
                throw new IllegalArgumentException(
                        "--provoke knows " + String.join(", ", PROVOKED) + ", not " + PrintableText.quoted(code, 40));
            }
        }
        return provocations;
    }

    private void print(ConformanceReport report) {
        out.println(ReportText.of(report));
        out.println("report: "
                + PrintableText.line(
                        reportDir.resolve("report.html").toAbsolutePath().toString()));
    }
}
