package dev.gpuworker.mock.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
            return run(line.parseArgs(withValues(args)));
        } catch (CommandLine.ParameterException e) {
            return program.wrongUsage(CommandLines.problem(e));
        }
    }

    /** Gives a bare yes-or-no flag its value; the library would take a mistyped flag after it for the value. */
    private static String[] withValues(String... args) {
        String[] all = args.clone();
        for (int at = 0; at < all.length; at++) {
            String arg = all[at];
            boolean bare = Stream.of(Flag.values())
                    .anyMatch(flag -> flag.isYesOrNo() && flag.flag().equals(arg));
            boolean valued = at + 1 < all.length && !all[at + 1].startsWith("-");
            if (bare && !valued) {
                all[at] = arg + "=true";
            }
        }
        return all;
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
            case CommandLines.TORTURE -> program.scenarioCommands().torture(last.hasMatchedOption(CommandLines.JSON));
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
