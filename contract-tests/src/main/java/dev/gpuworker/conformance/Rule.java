package dev.gpuworker.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One promise of the contract: a check and a pure function that judges a recording. Immutable and thread-safe.
 *
 * @param check the promise; its id is {@code W-} and three digits; the first digit is the number of the section
 * @param exercises the exercises whose recordings it needs, at least one; it may judge others as well
 * @param clock the two instants between which it measures; empty if it measures no time
 * @param budget the limit for that time; zero if it measures no time
 * @param judge the function
 */
public record Rule(
        Check check, List<Exercise> exercises, String clock, Duration budget, Function<Recording, Verdict> judge) {
    /** Copies the list; rejects an id without a section, and a rule without a requirement or an exercise. */
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

    /** Returns what to check if the promise is broken. */
    public String hint() {
        return check.hint();
    }

    /** Returns the section of the contract that makes the promise. */
    public Section section() {
        return Section.ofRule(id());
    }

    /** Judges a recording. Never throws because of anything that a worker did. */
    public Verdict verdict(Recording recording) {
        try {
            Verdict verdict = judge.apply(recording);
            if (verdict instanceof Verdict.Failed failed) {
                return check.broken(failed.expected(), failed.actual(), failed.evidence());
            }
            return verdict;
        } catch (MissingPrerequisiteException e) {
            boolean noneGoesOn = e.cure() == MissingPrerequisiteException.Cure.LONGER_JOBS;
            return new Verdict.CouldNotRun(
                    noneGoesOn ? recording.hopeless().orElse(e.getMessage() + "") : e.getMessage() + "");
        } catch (NotOfferedException e) {
            return new Verdict.NotApplicable(String.valueOf(e.getMessage()));
        }
    }
}
