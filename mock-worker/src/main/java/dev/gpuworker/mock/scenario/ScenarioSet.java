package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.Seed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All scenarios of a worker, in the order in which they are tried. Immutable.
 *
 * @param seed from which every random draw of these scenarios comes
 * @param worker what the file says of the worker itself
 * @param scenarios names are unique; may be empty
 * @param source the text of which the set was read, at most {@link ScenarioYaml#FILE_BYTES_MAX} long; null where it was
 *     made in Java
 */
public record ScenarioSet(
        Seed seed,
        WorkerBlock worker,
        List<Scenario> scenarios,
        @Nullable String source) {
    /** The seed where none is given; a worker's own default is the same. */
    public static final Seed DEFAULT_SEED = new Seed(42);

    /** No scenario at all: every request gets the default behaviour. */
    public static final ScenarioSet EMPTY = new ScenarioSet(DEFAULT_SEED, WorkerBlock.NONE, List.of());

    /**
     * Copies the list. Throws {@link IllegalArgumentException} for a name that stands twice and, where there is no
     * source that was judged when it was read, for a scenario that breaks the contract otherwise than it says.
     */
    public ScenarioSet {
        scenarios = List.copyOf(scenarios);
        Set<String> names = new HashSet<>();
        for (Scenario scenario : scenarios) {
            if (!names.add(scenario.name())) {
                throw new IllegalArgumentException("two scenarios are named \"" + scenario.name() + "\"");
            }
        }
        if (source == null) {
            scenarios.forEach(ScriptValidator::requireValid);
        }
    }

    /** Creates a set in Java. Throws as the other constructor does. */
    public ScenarioSet(Seed seed, WorkerBlock worker, List<Scenario> scenarios) {
        this(seed, worker, scenarios, null);
    }

    /** Returns a set of these scenarios with the default seed. Throws as the constructors do. */
    public static ScenarioSet of(Scenario... scenarios) {
        return new ScenarioSet(DEFAULT_SEED, WorkerBlock.NONE, List.of(scenarios));
    }

    /** Returns the same set with another seed; its source still tells the first one. */
    public ScenarioSet withSeed(Seed other) {
        return new ScenarioSet(other, worker, scenarios, source);
    }

    /** Returns the scenario with this name. */
    public Optional<Scenario> named(String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }
}
