package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.report.ReportException;
import dev.gpuworker.real.WorkerSettingsException;
import dev.gpuworker.real.drift.NoAnswerException;
import dev.gpuworker.real.process.WorkerStartException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Tests a real worker without Maven: {@code java -jar real-worker.jar <command> …}. */
@Command(
        name = "real-worker",
        description = "Tests a real GPU inference worker and watches its device memory.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all green",
            "1:something failed",
            "2:wrong usage",
            "3:the worker could not be started or reached"
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    @SuppressWarnings("SystemOut") // the command line's own streams
    public static void main(String[] arguments) {
        // pact-jvm and its libraries log and count users; neither belongs on this command line.
        System.setProperty("pact_do_not_track", "true");
        System.setProperty("logback.configurationFile", "dev/gpuworker/conformance/cli/logback.xml");
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .addSubcommand(new ProbeCommand(out))
                .addSubcommand(new RecordCommand(out, err))
                .addSubcommand(new SoakCommand(out, err))
                .addSubcommand(new VerifyCommand(out, err))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println(words(failure));
                    return exitCode(failure);
                })
                .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    private static String words(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return "cannot write " + file.getMessage() + "; see docs/real-worker.md#artifacts";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof WorkerStartException
                || failure instanceof NoAnswerException
                || failure instanceof UncheckedIOException) { // no process, no guard, no lease of a port
            return ExitCode.NO_WORKER;
        }
        boolean usage = failure instanceof IllegalArgumentException
                || failure instanceof WorkerSettingsException
                || failure instanceof ReportException
                || failure instanceof FileSystemException; // a file of the report
        return usage ? ExitCode.WRONG_USAGE : ExitCode.RED;
    }
}
