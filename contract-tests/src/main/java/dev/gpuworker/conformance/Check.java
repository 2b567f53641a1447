package dev.gpuworker.conformance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing that is judged: a rule ({@code W-…}), a promise of the worker's process ({@code P-…}), an aspect of its
 * device memory ({@code V-…}) or an interaction of the pact ({@code I-…}). Immutable and thread-safe.
 *
 * @param id a letter, a hyphen and a word without blanks; never used again for another check
 * @param keyword how binding it is
 * @param requirements ids of {@code docs/worker-api.md}
 * @param title the promise, in a sentence
 * @param hint what to check if the promise is broken
 */
public record Check(String id, Keyword keyword, List<String> requirements, String title, String hint) {
    private static final Pattern ID = Pattern.compile("[A-Z]-[\\p{Alnum}._-]+");

    /** Copies the list; rejects a malformed id, an empty title and an empty hint. */
    public Check {
        requirements = List.copyOf(requirements);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a check is a letter, a hyphen and a word, as W-101 is, but was \"" + id + "\"");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("the check " + id + " has no title: say what it promises");
        }
        if (hint.isBlank()) {
            throw new IllegalArgumentException("the check " + id + " has no hint: say where to look when it is broken");
        }
    }

    /** Returns the same check with another keyword. */
    public Check as(Keyword other) {
        return new Check(id, other, requirements, title, hint);
    }

    /** Returns the verdict on a breach: failed, or warned if the check only recommends. */
    public Verdict broken(String expected, String actual, List<Evidence> evidence) {
        return keyword.breachIsRed()
                ? new Verdict.Failed(expected, actual, evidence)
                : new Verdict.Warned(expected, actual, evidence);
    }
}
