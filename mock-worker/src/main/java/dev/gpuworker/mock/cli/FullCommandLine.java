package dev.gpuworker.mock.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Reads every command line: flags of any form, subcommands, and mistakes. */
final class FullCommandLine {
    private final MockProgram program;

    FullCommandLine(MockProgram program) {
        this.program = program;
    }

    int run(String... args) throws UsageException {
        CommandLine line = CommandLines.create(Version.text());
        try {
            return run(line.parseArgs(args));
        } catch (CommandLine.ParameterException e) {
            return program.wrongUsage(CommandLines.problem(e));
        }
    }

    private int run(CommandLine.ParseResult parsed) throws UsageException {
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (command.isUsageHelpRequested()) {
            command.usage(program.out());
            return MockProgram.STOPPED;
        }
        if (command.isVersionHelpRequested()) {
            command.printVersionHelp(program.out());
            return MockProgram.STOPPED;
        }
        List<String> files = last.matchedPositionalValue(0, List.of());
        return switch (last.commandSpec().name()) {
            case CommandLines.CHECK -> program.scenarioCommands().check(files);
            case CommandLines.EXPLAIN -> program.scenarioCommands().explain(files);
            case CommandLines.SCENARIOS -> program.scenarioCommands().list();
            case CommandLines.WARM_UP -> program.warmUp();
            case CommandLines.MODELS -> ModelsCommand.list(program.out());
            default -> program.serve(flags(parsed));
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
}
