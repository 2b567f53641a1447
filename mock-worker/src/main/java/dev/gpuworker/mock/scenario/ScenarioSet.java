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
 * @param seed seed of every random draw of these scenarios
 * @param worker settings of the worker itself
 * @param scenarios names are unique; may be empty
 * @param source the text from which the set was read, at most {@link ScenarioYaml#FILE_BYTES_MAX} long; null if it was
 *     built in Java
 */
public record ScenarioSet(
        Seed seed,
        WorkerBlock worker,
        List<Scenario> scenarios,
        @Nullable String source) {
    /** The default seed, also of a worker. */
    public static final Seed DEFAULT_SEED = new Seed(42);

    /** No scenarios: every request gets the default behaviour. */
    public static final ScenarioSet EMPTY = new ScenarioSet(DEFAULT_SEED, WorkerBlock.NONE, List.of());

    /**
     * Copies the list. Throws {@link IllegalArgumentException} if two scenarios have one name. A set without a source
     * has not been validated yet, so it also throws if a scenario breaks the contract in a way that it does not
     * declare.
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

    /** Creates a set in Java. Throws like the other constructor. */
    public ScenarioSet(Seed seed, WorkerBlock worker, List<Scenario> scenarios) {
        this(seed, worker, scenarios, null);
    }

    /** Returns a set of these scenarios with the default seed. Throws like the constructors. */
    public static ScenarioSet of(Scenario... scenarios) {
        return new ScenarioSet(DEFAULT_SEED, WorkerBlock.NONE, List.of(scenarios));
    }

    /** Returns the same set with another seed; its source still has the first one. */
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
