package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.conformance.report.ReportException;
import dev.gpuworker.io.StandardOutput;
import dev.gpuworker.real.WorkerSettingsException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
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
            "0:green: nothing that binds is broken, or it is a known deviation",
            "1:red: something that binds is broken or was not reached, or a known deviation has been fixed",
            "2:wrong usage: the command line, or a file that it names, cannot be used",
            "3:no verdict: the worker or the device was not reached, --total-timeout was over, the output was lost, or all"
                    + " that is wrong is inconclusive"
        })
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    @SuppressWarnings("SystemOut") // the command line's own streams
    public static void main(String[] arguments) {
        // pact-jvm and its libraries write logs and report usage; neither belongs in this command line.
        System.setProperty("pact_do_not_track", "true");
        System.setProperty("logback.configurationFile", "dev/gpuworker/conformance/cli/logback.xml");
        StandardOutput out = StandardOutput.ofProcess();
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(out.writer(), new PrintWriter(err, true, StandardCharsets.UTF_8), arguments);
        System.exit(out.exitCode(code, ExitCode.NO_VERDICT, "real-worker", err));
    }

    /** Runs one command and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        PrintWriter safeOut = PrintableWriter.over(out).printWriter();
        PrintWriter safeErr = PrintableWriter.over(err).printWriter();
        try {
            return new CommandLine(new Main())
                    .addSubcommand(new ProbeCommand(safeOut))
                    .addSubcommand(new RecordCommand(safeOut, safeErr))
                    .addSubcommand(new SoakCommand(safeOut, safeErr))
                    .addSubcommand(new VerifyCommand(safeOut, safeErr))
                    .registerConverter(Duration.class, Values::duration)
                    .registerConverter(Path.class, Values::path)
                    .registerConverter(URI.class, Values::url)
                    // A value that begins with @ is meant for the worker; picocli must not read it as an argument file.
                    .setExpandAtFiles(false)
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, line, parsed) -> {
                        safeErr.println(words(failure));
                        return exitCode(failure);
                    })
                    .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
        } catch (OutOfMemoryError e) {
            safeErr.println("not enough memory, so there is no verdict: this Java may use "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB (-Xmx); 256 MiB are enough for every worker that keeps"
                    + " the contract");
            return ExitCode.NO_VERDICT;
        } catch (Error e) {
            safeErr.println("this program failed, so there is no verdict: " + e);
            return ExitCode.NO_VERDICT;
        } finally {
            safeOut.flush();
            safeErr.flush();
        }
    }

    private static String words(Exception failure) {
        if (failure instanceof FileSystemException file) {
            return "cannot write " + file.getMessage() + "; see docs/real-worker.md#artifacts";
        }
        if (failure instanceof InterruptedException) {
            return "interrupted, so there is no verdict";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static int exitCode(Throwable failure) {
        boolean usage = failure instanceof IllegalArgumentException
                || failure instanceof WorkerSettingsException
                || failure instanceof ReportException
                || failure instanceof FileSystemException; // a file of the report could not be written
        // Every other failure says nothing about the worker: no process, no port, no device, no answer.
        return usage ? ExitCode.WRONG_USAGE : ExitCode.NO_VERDICT;
    }
}
