package dev.gpuworker.real.cli;

import dev.gpuworker.real.drift.Difference.Severity;
import dev.gpuworker.real.drift.DriftReport;
import dev.gpuworker.real.drift.DriftRun;
import dev.gpuworker.real.drift.RecordedRequest;
import dev.gpuworker.real.drift.RequestFile;
import dev.gpuworker.real.process.ReadyWorker;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records a worker's answers as scenarios for the mock, and tells where the two differ. */
@Command(
        name = "record",
        description = "Records what a worker answers as scenarios that the mock plays, and compares the two.",
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @ArgGroup(multiplicity = "1")
    private final Subject subject = new Subject();

    @Option(
            names = "--requests",
            paramLabel = "<file>",
            description = "NDJSON, one request a line: name, method, path, body (default: a health check, two jobs,"
                    + " every kind of refusal)")
    private @Nullable Path requests;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "where the recording and the drift report go (default: ${DEFAULT-VALUE})")
    private Path reportDir = Path.of("worker-recording");

    RecordCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** A worker that runs, or one that is started. */
    private static final class Subject {
        @Option(names = "--url", required = true, paramLabel = "<url>", description = "a worker that runs already")
        private @Nullable URI url;

        @ArgGroup(exclusive = false)
        private @Nullable WorkerOptions started;
    }

    /** Exits with 1 where a difference is critical. */
    @Override
    public Integer call() throws IOException {
        List<RecordedRequest> sent = requests == null ? RequestFile.standard() : RequestFile.read(requests);
        DriftReport report = subject.url == null ? started(sent) : run(sent, subject.url);
        report.differences().stream()
                .filter(difference -> difference.severity() != Severity.INFO)
                .forEach(difference -> out.println(difference.severity().word() + " " + difference.request() + ": "
                        + difference.path() + "\n    mock: " + difference.mock() + "\n    real: " + difference.real()));
        out.println(report.headline());
        out.println("recording: " + reportDir.toAbsolutePath());
        return report.isRed() ? ExitCode.RED : ExitCode.GREEN;
    }

    private DriftReport started(List<RecordedRequest> sent) throws IOException {
        WorkerOptions options = subject.started;
        if (options == null) {
            throw new IllegalArgumentException("give --url, or --worker and --model");
        }
        try (ReadyWorker worker = ReadyWorker.start(options.config(), ReportDir.make(reportDir))) {
            err.println("ready after " + worker.readyAfter().toMillis() + " ms");
            return run(sent, worker.baseUrl());
        }
    }

    private DriftReport run(List<RecordedRequest> sent, URI url) throws IOException {
        return new DriftRun(sent, ReportDir.make(reportDir)).run(url);
    }
}
