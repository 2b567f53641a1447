package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.report.ReportText;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.PactResult;
import dev.gpuworker.pact.WorkerPactVerification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Verifies only the pact. */
@Command(
        name = "pact",
        description =
                "Verifies a running worker against the pact only: the shipped pact, a file, or the pacts of a broker.",
        mixinStandardHelpOptions = true)
final class PactCommand implements Callable<Integer> {
    private static final int INTERACTION_CHARS_MAX = 200;

    private final PrintWriter out;
    private final PrintWriter err;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "<url>",
            description = "base URL of the worker, http://host:port")
    private String url = "";

    @Option(names = "--pact-file", paramLabel = "<file>", description = "a pact file instead of the shipped one")
    private @Nullable Path file;

    @Option(
            names = "--broker",
            description = "use the pacts of a broker; configured by pact-jvm's system properties, see docs/pact.md")
    private boolean broker;

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description =
                    "how long one interaction may take, its state included, 1ms to 1h (default: ${DEFAULT-VALUE})",
            defaultValue = "20s")
    private Duration timeout = Duration.ofSeconds(20);

    PactCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (file != null && broker) {
            throw new IllegalArgumentException("--pact-file and --broker exclude each other");
        }
        VerifyOptions.timeout(timeout);
        WorkerUnderTest worker = WorkerAddress.parse(url, false, Map.of());
        WorkerPactVerification verification = WorkerPactVerification.of(worker.url())
                .within(timeout, timeout.multipliedBy(60))
                .onResult(result -> err.println(line(result)));
        if (file != null) {
            verification = verification.pact(file);
        } else if (broker) {
            verification = verification.pactsFromBroker();
        }
        WorkerAddress.requireReachable(worker, timeout);
        PactReport report = verification.run();
        report.results().stream()
                .map(PactResult::checked)
                .filter(checked -> !(checked.verdict() instanceof Verdict.Passed))
                .forEach(checked -> out.print(ReportText.of(checked)));
        String headline = report.outcome() + ": " + report.summary();
        out.println(headline);
        if (out.checkError()) {
            err.println(headline);
        }
        return report.outcome().exitCode();
    }

    private static String line(PactResult result) {
        return result.verdict().word() + " " + PrintableText.excerpt(result.interaction(), INTERACTION_CHARS_MAX) + " ("
                + result.took().toMillis() + " ms)";
    }
}
