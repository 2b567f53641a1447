package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Match;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A named situation: which requests it answers, and how. Immutable.
 *
 * @param name 1 to 100 letters, digits, dots, dashes and underscores, the first a letter or digit; unique in its set
 * @param when what a request must be like
 * @param calls which of the matching requests it answers
 * @param answer a stream or one HTTP response
 * @param onCancel what a cancel request does
 * @param violates ids of {@code docs/worker-api.md} that the answer breaks on purpose, in alphabetical order
 */
public record Scenario(
        String name, Match when, CallRange calls, Answer answer, OnCancel onCancel, Set<String> violates) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Copies the set; refuses what is no name, and an answer that is missing. */
    public Scenario {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a name; use letters, digits, dots, dashes and underscores, at most 100");
        }
        Objects.requireNonNull(answer, "a scenario needs a stream or a reply");
        violates = Collections.unmodifiableSortedSet(new TreeSet<>(violates));
    }

    /** Tells whether a scenario may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
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
