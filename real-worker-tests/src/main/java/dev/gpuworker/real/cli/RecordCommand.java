package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.drift.Difference.Severity;
import dev.gpuworker.real.drift.DriftReport;
import dev.gpuworker.real.drift.DriftRun;
import dev.gpuworker.real.drift.RecordedRequest;
import dev.gpuworker.real.drift.RequestFile;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.WorkerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records a worker's answers as scenarios for the mock, and reports where the two differ. */
@Command(
        name = "record",
        description = "Records a worker's answers as scenarios for the mock, and reports where worker and mock differ.",
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    private static final int SAID_CHARS_MAX = 300;

    private final PrintWriter out;
    private final PrintWriter err;

    @ArgGroup(multiplicity = "1")
    private final Subject subject = new Subject();

    @Option(
            names = "--requests",
            paramLabel = "<file>",
            description = "NDJSON file with one request per line: name, method, path, body (default: a health check,"
                    + " two jobs and every kind of refusal)")
    private @Nullable Path requests;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "folder for the recording and the drift report (default: ${DEFAULT-VALUE})",
            defaultValue = "worker-recording")
    private Path reportDir = Path.of("worker-recording");

    @Option(
            names = "--total-timeout",
            paramLabel = "<duration>",
            description = "how long the whole command may take, 1s to 168h (default: ${DEFAULT-VALUE})",
            defaultValue = "1h")
    private Duration totalTimeout = Duration.ofHours(1);

    RecordCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** A worker that already runs, or one to start. */
    private static final class Subject {
        @Option(names = "--url", required = true, paramLabel = "<url>", description = "a worker that already runs")
        private @Nullable URI url;

        @ArgGroup(exclusive = false)
        private @Nullable WorkerOptions started;
    }

    /** Exits with 1 if a difference is critical. */
    @Override
    public Integer call() throws Exception {
        TimeBox.check(totalTimeout);
        List<RecordedRequest> sent = requests == null ? RequestFile.standard() : RequestFile.read(requests);
        WorkerConfig config = subject.url == null ? started().config() : null;
        Path folder = ReportDir.make(reportDir);
        TimeBox timeBox = new TimeBox(totalTimeout);
        DriftRun run = new DriftRun(sent, folder, timeBox::phase);
        timeBox.onExpiry(run::giveUp);
        return timeBox.run(() -> {
            URI url = subject.url;
            DriftReport report = url != null ? run.run(url, this::print) : started(config, folder, run, timeBox);
            return report.isRed() ? ExitCode.RED : ExitCode.GREEN;
        });
    }

    private void print(DriftReport report) {
        report.differences().stream()
                .filter(difference -> difference.severity() != Severity.INFO)
                .forEach(difference -> out.println(difference.severity().word() + " " + difference.request() + ": "
                        + said(difference.path()) + "\n    mock: " + said(difference.mock()) + "\n    real: "
                        + said(difference.real())));
        report.notes().forEach(note -> out.println("note: " + note));
        out.println(report.headline());
        out.println("recording: " + reportDir.toAbsolutePath());
    }

    /** Text from a worker must not look like one of our own lines. */
    private static String said(String text) {
        return PrintableText.excerpt(text, SAID_CHARS_MAX);
    }

    private WorkerOptions started() {
        WorkerOptions options = subject.started;
        if (options == null) {
            throw new IllegalArgumentException("give --url, or --worker and --model");
        }
        return options;
    }

    private DriftReport started(@Nullable WorkerConfig config, Path folder, DriftRun run, TimeBox timeBox)
            throws IOException {
        timeBox.phase("the worker's start");
        try (ReadyWorker worker = ReadyWorker.start(Objects.requireNonNull(config), folder)) {
            err.println("ready after " + worker.readyAfter().toMillis() + " ms");
            DriftReport report = run.run(worker.baseUrl(), this::print);
            timeBox.phase("the worker's end");
            StopReport stop = worker.stop();
            if (!stop.isClean()) {
                err.println(stop.describe());
            }
            return report;
        }
    }
}
