package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportFolder;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.conformance.report.RunFile;
import dev.gpuworker.conformance.report.Traces;
import dev.gpuworker.conformance.report.WorkerFacts;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges recorded traffic again, without a worker. */
@Command(
        name = "judge",
        description = "Judges a recorded run again, without a worker.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final VerifyOptions options = new VerifyOptions();

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Parameters(paramLabel = "<folder>", description = "the --report-dir of an earlier run")
    private Path recorded = Path.of(".");

    JudgeCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        KnownDeviations deviations =
                options.deviations(() -> WorkerRulebook.all().checks());
        RunFile file = RunFile.read(recorded);
        Rulebook rulebook = options.rulebook(file.rules().isEmpty() ? "*" : String.join(",", file.rules()));
        ConformanceResult judged = ConformanceResult.judge(rulebook, Traces.read(recorded));
        ConformanceResult result = deviations.applyTo(judged, LocalDate.now(ZoneOffset.UTC));
        ConformanceReport report = new ConformanceReport(
                WorkerFacts.of(file.url(), result.recording()),
                file.facts(),
                ReportSection.ofRules(result, Map.of()),
                result.recording());
        ReportFolder folder = options.reportDir() == null ? null : ReportFolder.open(options.reportDir());
        return new Outcome(out, err, options.json(), folder).tell(report);
    }
}
