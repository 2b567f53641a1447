package dev.gpuworker.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * One promise of the contract with an id that is never used again for another. A pure function over a recording.
 * Immutable and thread-safe.
 *
 * @param id {@code W-} and three digits, the first the number of the section
 * @param requirements ids of {@code docs/worker-api.md}
 * @param keyword how binding it is
 * @param title the promise, in a sentence
 * @param exercises whose recordings it needs; it may judge others as well
 * @param clock from which instant to which time is measured; empty where no time is
 * @param budget the time that is measured against; zero where none is
 * @param hint where to look when it is broken
 * @param judge the function
 */
public record Rule(
        String id,
        List<String> requirements,
        Keyword keyword,
        String title,
        List<Exercise> exercises,
        String clock,
        Duration budget,
        String hint,
        Function<Recording, Verdict> judge) {
    /** Copies the lists and refuses an id without a section. */
    public Rule {
        requirements = List.copyOf(requirements);
        exercises = List.copyOf(exercises);
        Section.ofRule(id);
    }

    /** Returns the section of the contract that the promise stands in. */
    public Section section() {
        return Section.ofRule(id);
    }

    /** Judges a recording. Never throws for anything that a worker did. */
    public Verdict verdict(Recording recording) {
        try {
            Verdict verdict = judge.apply(recording);
            if (verdict instanceof Verdict.Failed failed) {
                return broken(failed);
            }
            return verdict;
        } catch (MissingPrerequisiteException e) {
            return new Verdict.CouldNotRun(String.valueOf(e.getMessage()));
        } catch (NotOfferedException e) {
            return new Verdict.NotApplicable(String.valueOf(e.getMessage()));
        }
    }

    private Verdict broken(Verdict.Failed failed) {
        return keyword.breachIsRed()
                ? failed
                : new Verdict.Warned(failed.expected(), failed.actual(), failed.evidence());
    }
}
