package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.Seed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All scenarios of a worker, in the order in which they are tried. Immutable.
 *
 * @param seed from which every random draw of these scenarios comes
 * @param worker what the file says of the worker itself
 * @param scenarios names are unique; may be empty
 */
public record ScenarioSet(Seed seed, WorkerSettings worker, List<Scenario> scenarios) {
    /** The seed where none is given. */
    public static final Seed DEFAULT_SEED = new Seed(0);

    /** No scenario at all: every request gets the default behaviour. */
    public static final ScenarioSet EMPTY = new ScenarioSet(DEFAULT_SEED, WorkerSettings.NONE, List.of());

    /** Copies the list; refuses a name that stands twice. */
    public ScenarioSet {
        scenarios = List.copyOf(scenarios);
        Set<String> names = new HashSet<>();
        for (Scenario scenario : scenarios) {
            if (!names.add(scenario.name())) {
                throw new IllegalArgumentException("two scenarios are named \"" + scenario.name() + "\"");
            }
        }
    }

    /** Returns a set of these scenarios with the default seed. */
    public static ScenarioSet of(Scenario... scenarios) {
        return new ScenarioSet(DEFAULT_SEED, WorkerSettings.NONE, List.of(scenarios));
    }

    /** Returns the scenario with this name. */
    public Optional<Scenario> named(String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }
}
