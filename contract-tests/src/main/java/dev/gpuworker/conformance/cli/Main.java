package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.report.ReportException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Verifies a worker by its URL: {@code java -jar worker-contracts.jar verify --url http://127.0.0.1:8080}. */
@Command(
        name = "worker-contracts",
        description = "Verifies that a GPU inference worker keeps the contract of docs/worker-api.md.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all green, known deviations included",
            "1:a rule or interaction failed, a prerequisite was not reached, or a known deviation has been fixed",
            "2:wrong usage, or no rule matched",
            "3:the worker can't be reached, or the verdict is inconclusive",
            "130, 143:interrupted (Ctrl-C, SIGTERM); no report is written"
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // pact-jvm and its libraries log and count users; neither belongs on this command line.
        System.setProperty("pact_do_not_track", "true");
        System.setProperty("logback.configurationFile", "dev/gpuworker/conformance/cli/logback.xml");
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int code = run(out, err, arguments);
        out.flush();
        err.flush();

        System.exit(code);
    }

    /** Runs one command and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .addSubcommand(new VerifyCommand(out, err))
                .addSubcommand(new ListCommand(out))
                .addSubcommand(new PactCommand(out, err))
                .addSubcommand(new JudgeCommand(out))
                .addSubcommand(new ExplainCommand(out))
                .registerConverter(Duration.class, DurationText::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println("worker-contracts: " + failure.getMessage());
                    return exitCode(failure);
                })
                .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof WorkerUnreachableException) {
            return ExitCode.NO_VERDICT;
        }
        boolean usage = failure instanceof IllegalArgumentException || failure instanceof ReportException;
        return usage ? ExitCode.WRONG_USAGE : ExitCode.NO_VERDICT;
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }
}
