package dev.gpuworker.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One promise of the contract with an id that is never used again for another. A pure function over a recording.
 * Immutable and thread-safe.
 *
 * @param check what is promised; its id is {@code W-} and three digits, the first the number of the section
 * @param exercises whose recordings it needs, at least one; it may judge others as well
 * @param clock from which instant to which time is measured; empty if none is
 * @param budget the time that is measured against; zero if none is
 * @param judge the function
 */
public record Rule(
        Check check, List<Exercise> exercises, String clock, Duration budget, Function<Recording, Verdict> judge) {
    /** Copies the list; refuses an id without a section, no requirement and no exercise. */
    public Rule {
        exercises = List.copyOf(exercises);
        Section.ofRule(check.id());
        if (check.requirements().isEmpty()) {
            throw new IllegalArgumentException("the rule " + check.id() + " names no requirement of the contract");
        }
        if (exercises.isEmpty()) {
            throw new IllegalArgumentException(
                    "the rule " + check.id() + " names no exercise, so it has nothing to judge");
        }
    }

    /** Returns the id. */
    public String id() {
        return check.id();
    }

    /** Returns the ids of {@code docs/worker-api.md}. */
    public List<String> requirements() {
        return check.requirements();
    }

    /** Returns how binding it is. */
    public Keyword keyword() {
        return check.keyword();
    }

    /** Returns the promise, in a sentence. */
    public String title() {
        return check.title();
    }

    /** Returns where to look when it is broken. */
    public String hint() {
        return check.hint();
    }

    /** Returns the section of the contract that the promise stands in. */
    public Section section() {
        return Section.ofRule(id());
    }

    /** Judges a recording. Never throws for anything that a worker did. */
    public Verdict verdict(Recording recording) {
        try {
            Verdict verdict = judge.apply(recording);
            if (verdict instanceof Verdict.Failed failed) {
                return check.broken(failed.expected(), failed.actual(), failed.evidence());
            }
            return verdict;
        } catch (MissingPrerequisiteException e) {
            return new Verdict.CouldNotRun(String.valueOf(e.getMessage()));
        } catch (NotOfferedException e) {
            return new Verdict.NotApplicable(String.valueOf(e.getMessage()));
        }
    }
}
