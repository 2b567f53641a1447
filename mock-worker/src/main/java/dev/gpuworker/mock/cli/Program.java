package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.scenario.ScenarioException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

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
        CommandLine line = CommandLines.create(Version.text());
        try {
            return run(line.parseArgs(args));
        } catch (CommandLine.ParameterException e) {
            return wrongUsage(CommandLines.problem(e));
        } catch (UsageException e) {
            return wrongUsage(String.valueOf(e.getMessage()).lines().toList());
        } catch (ScenarioException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run(CommandLine.ParseResult parsed) throws UsageException {
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (command.isUsageHelpRequested()) {
            command.usage(out);
            return STOPPED;
        }
        if (command.isVersionHelpRequested()) {
            command.printVersionHelp(out);
            return STOPPED;
        }
        List<String> files = last.matchedPositionalValue(0, List.of());
        return switch (last.commandSpec().name()) {
            case CommandLines.CHECK -> new ScenarioCommands(out, err).check(files);
            case CommandLines.EXPLAIN -> new ScenarioCommands(out, err).explain(files);
            case CommandLines.SCENARIOS -> new ScenarioCommands(out, err).list();
            case CommandLines.WARM_UP -> new WarmUpCommand(out, err, stop).run();
            case CommandLines.MODELS -> ModelsCommand.list(out);
            default -> new ServeCommand(out, err, stop, devices).run(GivenValues.of(flags(parsed), environment));
        };
    }

    private static Map<Flag, String> flags(CommandLine.ParseResult parsed) {
        Map<Flag, String> flags = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            if (parsed.hasMatchedOption(flag.flag())) {
                flags.put(flag, parsed.matchedOptionValue(flag.flag(), ""));
            }
        }
        return flags;
    }

    private int wrongUsage(List<String> problems) {
        problems.forEach(problem -> err.println(CommandLines.PROGRAM + ": " + problem));
        err.println("Nothing was started.");
        return WRONG_USAGE;
    }
}
