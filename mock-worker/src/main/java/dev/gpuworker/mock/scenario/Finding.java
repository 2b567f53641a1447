package dev.gpuworker.mock.scenario;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way in which a scenario breaks the contract, or cannot be played.
 *
 * @param part part of the scenario
 * @param index the step, from 0, or the number of an id among {@code violates}; 0 for other parts
 * @param requirements ids of {@code docs/worker-api.md}; any of them in {@code violates} declares the finding. Empty if
 *     it cannot be declared
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

    /** Returns what to write into the file; empty if nothing would help. */
    public String hint() {
        return requirements.isEmpty()
                ? ""
                : "to break it on purpose: violates: ["
                        + requirements.iterator().next() + "]";
    }
}
