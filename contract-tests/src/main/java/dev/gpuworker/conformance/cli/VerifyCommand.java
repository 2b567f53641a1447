package dev.gpuworker.conformance.cli;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportFolder;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.conformance.report.RunFacts;
import dev.gpuworker.conformance.report.WorkerFacts;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.WorkerPactVerification;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the pact and the rules against a running worker. */
@Command(
        name = "verify",
        description = "Runs the rules and the pact against a worker that is already running.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final VerifyOptions options = new VerifyOptions();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "<url>",
            description = "base URL of the worker, http://host:port")
    private String url = "";

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description =
                    "how long to wait for an answer or event that must come, 1ms to 1h (default: ${DEFAULT-VALUE})",
            defaultValue = "10s")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "seed of the jobs, 0 to 2^53-1 (default: ${DEFAULT-VALUE})",
            defaultValue = "42")
    private long seed;

    @Option(names = "--no-pact", description = "judge only the rules")
    private boolean withoutPact;

    @Option(names = "--allow-shutdown", description = "let the run stop the worker by POST /shutdown, as its last act")
    private boolean allowShutdown;

    @Option(
            names = "--provoke",
            paramLabel = "<code>=<prompt>",
            description =
                    "a prompt that makes this worker fail with VRAM_OOM or INFERENCE_TIMEOUT; may be given once for each")
    private Map<String, String> provocations = Map.of();

    @Mixin
    private final PromptOptions prompts = new PromptOptions();

    VerifyCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        VerifyOptions.timeout(timeout);
        Rulebook rulebook = options.rulebook("*");
        KnownDeviations deviations = options.deviations(this::checks);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        WorkerUnderTest worker = WorkerAddress.parse(url, allowShutdown, provocations);
        GoingOn goingOn = GoingOn.of(worker, prompts.prompts(), VerifyOptions.patience(timeout), seed);
        ConformanceRun run = ConformanceRun.of(worker, rulebook)
                .patience(VerifyOptions.patience(timeout))
                .seed(seed)
                .goingOn(goingOn)
                .progress((exercise, number, count) -> err.println(
                        "[" + number + "/" + count + "] " + exercise.name() + ": " + exercise.description()))
                .build();
        ReportFolder folder = folder(options.reportDir());
        WorkerAddress.requireReachable(worker, timeout);
        RunFacts facts = new RunFacts(Instant.now(), seed, timeout.toMillis(), false, "");
        // The pact runs first: a run that may stop the worker does so at its end.
        List<ReportSection> pact = withoutPact
                ? List.of()
                : List.of(ReportSection.ofPact(pact(worker, goingOn)).under(deviations, today));
        ConformanceResult judged = run.run();
        requireAnswers(worker, judged.recording());
        ConformanceResult result = deviations.applyTo(judged, today);
        List<ReportSection> sections = new ArrayList<>(ReportSection.ofRules(result, Map.of()));
        sections.addAll(pact);
        ConformanceReport report = new ConformanceReport(
                WorkerFacts.of(worker.url().toString(), result.recording()), facts, sections, result.recording());
        return new Outcome(out, err, options.json(), folder).tell(report);
    }

    /**
     * If every connection is closed at once, this is not a worker that breaks every rule: there is nothing to judge.
     */
    private static void requireAnswers(WorkerUnderTest worker, Recording recording) {
        List<Transcript> all = recording.exchanges().map(Exchange::transcript).toList();
        if (!all.isEmpty() && all.stream().allMatch(Transcript::isHangUp)) {
            throw new NoVerdictException(worker.url() + " closed each of " + all.size()
                    + " connections without an answer; is it a worker, and does it speak HTTP? Nothing was judged");
        }
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(WorkerRulebook.all().checks());
        checks.addAll(WorkerPactVerification.of(URI.create(url)).checks());
        return checks;
    }

    private PactReport pact(WorkerUnderTest worker, GoingOn goingOn) {
        err.println("pact: " + worker.url());
        return WorkerPactVerification.of(worker.url())
                .within(timeout.multipliedBy(2), timeout.multipliedBy(30))
                .goingOn(goingOn)
                .run();
    }

    private static @Nullable ReportFolder folder(@Nullable Path path) {
        return path == null ? null : ReportFolder.open(path);
    }
}
