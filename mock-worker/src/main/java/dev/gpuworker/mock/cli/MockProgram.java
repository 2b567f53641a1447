package dev.gpuworker.mock.cli;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.StandardOutput;
import dev.gpuworker.mock.scenario.ScenarioException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the command line, executes it, and returns the exit code. */
final class MockProgram {
    static final int STOPPED = 0;
    static final int NOT_STARTED = 1;
    static final int WRONG_USAGE = 2;
    /** The code of a command whose output was lost; the same as in the other tools. */
    static final int NO_VERDICT = 3;

    private final Map<String, String> environment;
    private final StandardOutput out;
    private final PrintStream err;
    private final StopRequest stop;
    private final WorkerDevice.Opener devices;
    private boolean served;

    MockProgram(Map<String, String> environment, OutputStream out, PrintStream err, StopRequest stop) {
        this(environment, out, err, stop, new SimulatedDevices());
    }

    MockProgram(
            Map<String, String> environment,
            OutputStream out,
            PrintStream err,
            StopRequest stop,
            WorkerDevice.Opener devices) {
        this.environment = environment;
        this.out = StandardOutput.of(out);
        this.err = err;
        this.stop = stop;
        this.devices = devices;
    }

    /** Returns the exit code. Lost output is reported, and makes a command fail. */
    int run(String... args) {
        int code = dispatch(args);
        // A worker whose log is no longer read has still stopped as asked (M0-W-1340).
        return out.exitCode(code, served ? code : NO_VERDICT, CommandLines.PROGRAM, err);
    }

    private int dispatch(String... args) {
        Optional<Map<Flag, String>> plain = PlainFlags.of(args);
        try {
            return plain.isPresent() ? serve(plain.get()) : new FullCommandLine(this).run(args);
        } catch (UsageException e) {
            return wrongUsage(String.valueOf(e.getMessage()).lines().toList());
        } catch (ScenarioException e) {
            err.println(PrintableText.of(String.valueOf(e.getMessage())));
            return WRONG_USAGE;
        }
    }

    PrintStream out() {
        return out.stream();
    }

    int serve(Map<Flag, String> flags) throws UsageException {
        served = true;
        return new ServeCommand(out.stream(), err, stop, devices).run(GivenValues.of(flags, environment));
    }

    ScenarioCommands scenarioCommands() {
        return new ScenarioCommands(out.stream(), err);
    }

    int warmUp() throws UsageException {
        return new WarmUpCommand(out.stream(), err, stop).run();
    }

    int wrongUsage(List<String> problems) {
        problems.forEach(problem -> err.println(CommandLines.PROGRAM + ": " + PrintableText.line(problem)));
        err.println("Nothing was started.");
        return WRONG_USAGE;
    }
}
