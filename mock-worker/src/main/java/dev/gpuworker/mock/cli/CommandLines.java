package dev.gpuworker.mock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Defines the command line from {@link Flag}, without reflection, which would slow the start. */
final class CommandLines {
    static final String CHECK = "check";
    static final String EXPLAIN = "explain";
    static final String SCENARIOS = "scenarios";
    static final String TORTURE = "torture";
    static final String MODELS = "models";
    static final String JSON = "--json";
    static final String WARM_UP = "warm-up";
    static final String PROGRAM = "mock-worker";

    /** A wide terminal: descriptions stay on one line. */
    private static final int HELP_COLUMNS = 120;

    /** No flag is longer; a longer word is not a mistyped flag. */
    private static final int WORD_CHARS_MAX = 60;

    private CommandLines() {}

    static CommandLine create(String version) {
        CommandSpec root = CommandSpec.create()
                .name(PROGRAM)
                .version(PROGRAM + " " + version)
                .mixinStandardHelpOptions(true);
        root.usageMessage()
                .width(HELP_COLUMNS)
                .description("Serves as a GPU inference worker without the GPU.")
                .sortOptions(false)
                .footer(
                        "",
                        "The control plane, GET /mock/state and more, serves tests in any language: see docs/scenarios.md.",
                        "Every flag also has an environment variable: MOCK_WORKER_PORT for --port.",
                        "Order of precedence: flag, environment, \"worker:\" block of the scenario file, default.",
                        "Exit codes: 0 stopped, 1 could not start, 2 wrong command line or scenario file, 3 output was lost.");
        for (Flag flag : Flag.values()) {
            root.addOption(option(flag));
        }
        root.addSubcommand(CHECK, files(CHECK, "Checks scenario files and reports all errors; exit code 0 or 2."));
        root.addSubcommand(EXPLAIN, files(EXPLAIN, "Prints the time line that each scenario of a file produces."));
        root.addSubcommand(SCENARIOS, plain(SCENARIOS, "Lists the ready-made scenarios."));
        root.addSubcommand(TORTURE, torture());
        root.addSubcommand(MODELS, plain(MODELS, "Lists the built-in models."));
        CommandSpec warmUp = plain(WARM_UP, "Serves one job to itself and stops.");
        warmUp.usageMessage().hidden(true);
        root.addSubcommand(WARM_UP, warmUp);
        // A value that begins with @ is a file's name, and no list of arguments.
        return new CommandLine(root).setExpandAtFiles(false);
    }

    /** Returns what is wrong, what was probably meant, and where to read more. */
    static List<String> problem(CommandLine.ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        List<String> lines = new ArrayList<>();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            lines.addAll(unknown(unmatched.getUnmatched(), command));
        } else {
            lines.add(lowerFirst(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong command line")));
        }
        lines.add("see " + command.qualifiedName() + " --help");
        return lines;
    }

    private static List<String> unknown(List<String> words, CommandSpec command) {
        List<String> known = new ArrayList<>(command.optionsMap().keySet());
        known.addAll(command.subcommands().keySet());
        List<String> flags = words.stream().filter(word -> word.startsWith("-")).toList();
        List<String> lines = new ArrayList<>();
        for (String word : flags.isEmpty() ? words : flags) {
            String name = word.replaceFirst("=.*", "");
            String bounded = name.length() <= WORD_CHARS_MAX ? name : name.substring(0, WORD_CHARS_MAX) + "…";
            String hint = DidYouMean.of(bounded, known)
                    .map(meant -> "; did you mean \"" + meant + "\"?")
                    .orElse("");
            lines.add((word.startsWith("-") ? "unknown flag" : "unknown argument") + " \"" + bounded + "\"" + hint);
        }
        return lines;
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static OptionSpec option(Flag flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag.flag())
                .type(String.class)
                .paramLabel(flag.label())
                .description(flag.help());
        if (flag.isYesOrNo()) {
            return option.arity("0..1").fallbackValue("true").build();
        }
        return option.arity("1").build();
    }

    private static CommandSpec torture() {
        return plain(TORTURE, "Lists the scenarios of the torture set, and what they demand of a client.")
                .addOption(OptionSpec.builder("--list")
                        .description("list them, which is all that it does")
                        .build())
                .addOption(OptionSpec.builder(JSON)
                        .description("as JSON, with every event that a client has to deliver")
                        .build());
    }

    private static CommandSpec files(String name, String description) {
        return plain(name, description)
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("a scenario file in YAML or JSON, or the name of a ready-made one")
                        .build());
    }

    private static CommandSpec plain(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().width(HELP_COLUMNS).description(description);
        return spec;
    }
}
