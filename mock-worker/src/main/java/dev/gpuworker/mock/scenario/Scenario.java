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

    /**
     * Tells whether all tokens of the script are sent, however few {@code max_tokens} allows: so where the contract is
     * broken on purpose, and where {@code raw} bytes may depend on what was sent before. Every other scenario leaves
     * the tokens out that are too many (M0-W-1422).
     */
    public boolean isPlayedAsWritten() {
        return !violates.isEmpty()
                || (answer instanceof Script script && script.steps().stream().anyMatch(Write.Raw.class::isInstance));
    }

    /** Returns a builder of a scenario that answers every request. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }
}
