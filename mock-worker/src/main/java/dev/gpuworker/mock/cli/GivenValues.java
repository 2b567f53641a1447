package dev.gpuworker.mock.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values that the user gave: each flag's text and its origin. A flag overrides its environment variable. */
final class GivenValues {
    /** A value as written, and its origin. */
    record Given(String text, String origin) {}

    private final Map<Flag, Given> values;
    private final List<String> unknownVariables;

    private GivenValues(Map<Flag, Given> values, List<String> unknownVariables) {
        this.values = values;
        this.unknownVariables = unknownVariables;
    }

    /** Joins both sources. An empty environment variable counts as absent. */
    static GivenValues of(Map<Flag, String> flags, Map<String, String> environment) {
        Map<Flag, Given> values = new EnumMap<>(Flag.class);
        var unknown = new TreeSet<String>();
        environment.keySet().stream().filter(Flag::looksLikeEnvironmentVariable).forEach(unknown::add);
        for (Flag flag : Flag.values()) {
            String variable = flag.environmentVariable();
            unknown.remove(variable);
            String fromEnvironment = environment.getOrDefault(variable, "");
            if (flags.containsKey(flag)) {
                values.put(flag, new Given(flags.getOrDefault(flag, ""), flag.flag()));
            } else if (!fromEnvironment.isEmpty()) {
                values.put(flag, new Given(fromEnvironment, variable));
            }
        }
        return new GivenValues(values, new ArrayList<>(unknown));
    }

    Optional<Given> get(Flag flag) {
        return Optional.ofNullable(values.get(flag));
    }

    Optional<String> text(Flag flag) {
        return get(flag).map(Given::text);
    }

    /** Returns, sorted, the variables with our prefix that match no flag: likely typing errors. */
    List<String> unknownVariables() {
        return unknownVariables;
    }
}
