package dev.gpuworker.real.cli;

import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.real.vram.VramReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for a leak: many identical requests to one living worker. */
@Command(
        name = "soak",
        description = "Starts a worker, sends it batches of identical requests, and judges its device memory.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--requests",
            paramLabel = "<n>",
            description = "requests at most, 1 to 10000000; more find smaller leaks (default: ${DEFAULT-VALUE})",
            defaultValue = "1000")
    private int requests;

    @Option(
            names = "--max-tokens",
            paramLabel = "<n>",
            description = "max_tokens of each request, 1 to 2048 (default: ${DEFAULT-VALUE})",
            defaultValue = "16")
    private int maxTokens;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "where worker.log and vram.json go (default: ${DEFAULT-VALUE})")
    private Path reportDir = Path.of("worker-report");

    SoakCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Exits with 1 where a verdict is red or a request failed. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        var session = new SoakSession(requests, maxTokens, out::println);
        try {
            VramReport report = session.run(worker.config(), reportFolder());
            report.verdicts().forEach(verdict -> out.println(verdict.text()));
            out.println(
                    (report.isGreen() ? "GREEN" : "RED") + "; readings and log are in " + reportDir.toAbsolutePath());
            return report.isGreen() ? ExitCode.GREEN : ExitCode.RED;
        } catch (WorkerClientException e) {
            err.println("RED: a request failed, so there is no verdict: " + e.getMessage());
            return ExitCode.RED;
        }
    }

    private Path reportFolder() {
        try {
            return Files.createDirectories(reportDir);
        } catch (IOException e) {
            throw new IllegalArgumentException("--report-dir " + reportDir + " can't be made: " + e, e);
        }
    }
}
