package dev.gpuworker.mock.scenario;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way in which a scenario breaks the contract, or cannot be played.
 *
 * @param part which part of the scenario
 * @param index the step, from 0, or the number of an id among {@code violates}; 0 elsewhere
 * @param requirements ids of {@code docs/worker-api.md}, any of which in {@code violates} declares it; none: it cannot
 *     be declared
 * @param message what is wrong, on one line
 */
public record Finding(Part part, int index, Set<String> requirements, String message) {
    /** The parts of a scenario. */
    public enum Part {
        STEP,
        REPLY,
        ON_CANCEL,
        VIOLATES
    }

    /** Copies the set. */
    public Finding {
        requirements = Collections.unmodifiableSortedSet(new TreeSet<>(requirements));
    }

    /** Returns what to write into the file, or nothing where nothing would help. */
    public String hint() {
        return requirements.isEmpty()
                ? ""
                : "if it is meant: violates: [" + requirements.iterator().next() + "]";
    }
}
