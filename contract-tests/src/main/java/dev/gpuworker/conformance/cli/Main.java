package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.conformance.report.ReportException;
import dev.gpuworker.io.DurationText;
import dev.gpuworker.io.FilePath;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Verifies a worker by its URL: {@code java -jar worker-contracts.jar verify --url http://127.0.0.1:8080}. */
@Command(
        name = "worker-contracts",
        description = "Verifies that a GPU inference worker keeps the contract in docs/worker-api.md.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:green: no binding promise is broken, except for known deviations",
            "1:red: a binding promise is broken or could not be judged, or a known deviation has been fixed",
            "2:wrong usage: the command line, or a file that it names, cannot be used, or no rule matched",
            "3:no verdict: the worker can't be reached or closes every connection, the total time or the memory was used up, the output could not be written, or nothing is red but a check is inconclusive",
            "130, 143:interrupted (Ctrl-C, SIGTERM); no report is written. For pact-bridge that is the normal end: 0"
        })
public final class Main {
    private static final String NAME = "worker-contracts";
    private static final String TOTAL_TIMEOUT = "--total-timeout";

    @SuppressWarnings("FieldCanBeFinal") // picocli sets it
    @Option(
            names = TOTAL_TIMEOUT,
            scope = ScopeType.INHERIT,
            paramLabel = "<duration>",
            description = "how long the whole command may take, 1s to 168h (default: ${DEFAULT-VALUE})",
            defaultValue = "30m")
    private Duration totalTimeout = Duration.ofMinutes(30);

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // pact-jvm and its libraries log, and report usage to their authors; this command line must do neither.
        System.setProperty("pact_do_not_track", "true");
        System.setProperty("logback.configurationFile", "dev/gpuworker/conformance/cli/logback.xml");
        StandardOutput out = StandardOutput.ofProcess();
        StandardOutput err = StandardOutput.of(new FileOutputStream(FileDescriptor.err));
        // Without this, the run would wait forever for a recorder whose thread has died.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            err.stream().println(NAME + ": " + Failure.sentence(failure));
            Runtime.getRuntime().halt(ExitCode.NO_VERDICT);
        });
        int code = run(out.writer(), err.writer(), arguments);
        out.writer().flush();
        err.writer().flush();

        System.exit(out.exitCode(code, ExitCode.NO_VERDICT, NAME, err.stream()));
    }

    /** Runs one command and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        return new CommandLine(main)
                .addSubcommand(new VerifyCommand(out, err))
                .addSubcommand(new ListCommand(out))
                .addSubcommand(new PactCommand(out, err))
                .addSubcommand(new PactBridgeCommand(out, err))
                .addSubcommand(new ClientCommand(out, err))
                .addSubcommand(new JudgeCommand(out, err))
                .addSubcommand(new ExplainCommand(out))
                .registerConverter(Duration.class, Main::duration)
                .registerConverter(Path.class, Main::path)
                // A value that begins with @ is a file's name or the worker's, and no list of arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(parsed -> {
                    try {
                        return TotalTime.bounded(main.limit(parsed), () -> new CommandLine.RunLast().execute(parsed));
                    } catch (IllegalArgumentException | NoVerdictException e) {
                        CommandLine line = parsed.commandSpec().commandLine();
                        throw new CommandLine.ExecutionException(line, String.valueOf(e.getMessage()), e);
                    }
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    out.flush();
                    err.println(NAME + ": " + Failure.sentence(failure));
                    return exitCode(failure);
                })
                .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    /** A server is meant to run until it is interrupted; without the option, it runs for as long as one may. */
    private Duration limit(ParseResult parsed) {
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        boolean serves = command.commandSpec().userObject() instanceof PactBridgeCommand;
        boolean given = parsed.hasMatchedOption(TOTAL_TIMEOUT) || command.hasMatchedOption(TOTAL_TIMEOUT);
        return serves && !given ? TotalTime.GREATEST : totalTimeout;
    }

    private static Duration duration(String text) {
        try {
            return DurationText.parseOption(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Path path(String text) {
        try {
            return FilePath.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(PrintableText.quoted(text, 200) + " " + e.getMessage());
        }
    }

    private static int exitCode(Throwable failure) {
        boolean usage = failure instanceof IllegalArgumentException || failure instanceof ReportException;
        return usage ? ExitCode.WRONG_USAGE : ExitCode.NO_VERDICT;
    }
}
