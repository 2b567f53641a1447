package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.io.DurationText;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.torture.ClientTrial;
import dev.gpuworker.torture.Judgement.Verdict;
import dev.gpuworker.torture.TrialReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a client of any language through the torture set. */
@Command(
        name = "client",
        description = {
            "Runs a client's command once for each scenario of the torture set. The command gets the worker's URL as its"
                    + " last argument and the request's body on standard input, and prints a JSON line for each event,"
                    + " {\"event\": NAME, \"data\": STRING}, and in the end {\"end\": true} or {\"error\": KIND}."
        },
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    private static final Duration LIMIT_MIN = Duration.ofSeconds(1);
    private static final Duration LIMIT_MAX = Duration.ofHours(1);
    private static final int AT_ONCE_MAX = 16;

    private final PrintWriter out;
    private final PrintWriter err;

    @Option(
            names = "--exec",
            required = true,
            paramLabel = "<command>",
            description = "the client's command, run by sh")
    private String command = "";

    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description = "time for each scenario, 1s to 1h (default: ${DEFAULT-VALUE})",
            defaultValue = "10s")
    private Duration limit = Duration.ofSeconds(10);

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--at-once",
            paramLabel = "<n>",
            description = "how many scenarios run at a time, 1 to 16 (default: ${DEFAULT-VALUE})",
            defaultValue = "4")
    private int atOnce = 4;

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "<names>",
            description = "run only these scenarios, and plain; separate several with commas (default: all)")
    private List<String> only = List.of();

    @Option(names = "--report-dir", paramLabel = "<folder>", description = "where client.json and junit.xml go")
    private @Nullable Path reportDir;

    @Option(names = "--json", description = "print the results as JSON instead of the table")
    private boolean json;

    ClientCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (limit.compareTo(LIMIT_MIN) < 0 || limit.compareTo(LIMIT_MAX) > 0) {
            throw new IllegalArgumentException("--timeout must be from 1s to 1h, but was " + DurationText.of(limit));
        }
        if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
            throw new IllegalArgumentException("--at-once must be from 1 to " + AT_ONCE_MAX + ", but was " + atOnce);
        }
        TrialReport report = new TrialReport(command, new ClientTrial(command, limit, atOnce, only).run());
        out.print(json ? report.json() + "\n" : report.table());
        (json ? err : out).println(report.headline());
        if (reportDir != null) {
            write(reportDir, report);
        }
        if (ClientTrial.isUnusable(report.results().get(0))) {
            return ExitCode.NO_VERDICT;
        }
        if (report.count(Verdict.WRONG) > 0) {
            return ExitCode.RED;
        }
        return report.count(Verdict.UNDECIDED) > 0 ? ExitCode.NO_VERDICT : ExitCode.GREEN;
    }

    private static void write(Path folder, TrialReport report) {
        try {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve("client.json"), report.json() + "\n");
            WholeFile.write(folder.resolve("junit.xml"), report.junitXml());
        } catch (IOException e) {
            throw new IllegalArgumentException("--report-dir " + PrintableText.line(String.valueOf(e.getMessage())), e);
        }
    }
}
