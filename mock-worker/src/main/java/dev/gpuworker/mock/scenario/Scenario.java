package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.Share;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A named situation: which requests it answers, and how. Immutable.
 *
 * @param name 1 to 100 letters, digits, dots, dashes and underscores, the first a letter or digit; unique in its set
 * @param when condition on the request
 * @param calls the matching requests that it answers
 * @param share the part of these that it answers, drawn by job id
 * @param answer a stream or one HTTP response
 * @param onCancel effect of a cancel request
 * @param violates ids of {@code docs/worker-api.md} that the answer breaks on purpose, in alphabetical order
 */
public record Scenario(
        String name, Match when, CallRange calls, Share share, Answer answer, OnCancel onCancel, Set<String> violates) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Copies the set; rejects an invalid name and a missing answer. */
    public Scenario {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a name; use letters, digits, dots, dashes and underscores, at most 100");
        }
        Objects.requireNonNull(answer, "a scenario needs a stream or a reply");
        violates = Collections.unmodifiableSortedSet(new TreeSet<>(violates));
    }

    /** Returns whether the text is a valid name of a scenario. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Returns true if the script is sent in full even beyond {@code max_tokens}: when it breaks the contract on
     * purpose, or contains {@code raw} bytes, which may depend on earlier bytes. Otherwise excess tokens are dropped
     * (M0-W-1422).
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
