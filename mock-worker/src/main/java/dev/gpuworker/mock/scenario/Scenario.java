package dev.gpuworker.mock.scenario;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A named situation: which requests it answers, and how. Immutable.
 *
 * @param name not blank, unique in its set
 * @param when what a request must be like
 * @param calls which of the matching requests it answers
 * @param answer a stream or one HTTP response
 * @param onCancel what a cancel request does
 * @param violates ids of {@code docs/worker-api.md} that the answer breaks on purpose, in alphabetical order
 */
public record Scenario(
        String name, Match when, CallRange calls, Answer answer, OnCancel onCancel, Set<String> violates) {
    /** Copies the set; refuses a blank name. */
    public Scenario {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a scenario needs a name");
        }
        violates = Collections.unmodifiableSortedSet(new TreeSet<>(violates));
    }

    /** Returns a builder of a scenario that answers every request. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }
}
