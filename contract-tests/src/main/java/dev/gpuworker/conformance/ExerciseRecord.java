package dev.gpuworker.conformance;

import java.util.List;

/**
 * What one exercise left. Immutable.
 *
 * @param exercise its name
 * @param attempt which attempt this was, from 1
 * @param durationNanos how long it took, earlier attempts not counted
 * @param stallNanos the longest stall of our own process meanwhile
 * @param missed which prerequisite was not reached; empty when all were
 * @param notOffered which optional capability the worker lacks; empty when none
 * @param exchanges everything that was exchanged, in the order of sending
 */
public record ExerciseRecord(
        String exercise,
        int attempt,
        long durationNanos,
        long stallNanos,
        String missed,
        String notOffered,
        List<Exchange> exchanges) {
    /** Copies the list. */
    public ExerciseRecord {
        exchanges = List.copyOf(exchanges);
    }
}
