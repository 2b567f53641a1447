package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.scenario.ScenarioException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the command line and does what it says; returns the exit code. */
final class Program {
    static final int STOPPED = 0;
    static final int NOT_STARTED = 1;
    static final int WRONG_USAGE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final StopRequest stop;
    private final WorkerDevice.Opener devices;

    Program(Map<String, String> environment, PrintStream out, PrintStream err, StopRequest stop) {
        this(environment, out, err, stop, new SimulatedDevices());
    }

    Program(
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            StopRequest stop,
            WorkerDevice.Opener devices) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.stop = stop;
        this.devices = devices;
    }

    int run(String... args) {
        Optional<Map<Flag, String>> plain = PlainFlags.of(args);
        try {
            return plain.isPresent() ? serve(plain.get()) : new FullCommandLine(this).run(args);
        } catch (UsageException e) {
            return wrongUsage(String.valueOf(e.getMessage()).lines().toList());
        } catch (ScenarioException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    PrintStream out() {
        return out;
    }

    int serve(Map<Flag, String> flags) throws UsageException {
        return new ServeCommand(out, err, stop, devices).run(GivenValues.of(flags, environment));
    }

    ScenarioCommands scenarioCommands() {
        return new ScenarioCommands(out, err);
    }

    int warmUp() throws UsageException {
        return new WarmUpCommand(out, err, stop).run();
    }

    int wrongUsage(List<String> problems) {
        problems.forEach(problem -> err.println(CommandLines.PROGRAM + ": " + problem));
        err.println("Nothing was started.");
        return WRONG_USAGE;
    }
}
