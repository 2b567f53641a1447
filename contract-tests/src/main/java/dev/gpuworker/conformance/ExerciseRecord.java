package dev.gpuworker.conformance;

import java.util.List;

/**
 * The recording of one exercise. Immutable.
 *
 * @param exercise its name
 * @param attempt which attempt this was, from 1
 * @param durationNanos how long it took, without earlier attempts
 * @param stallNanos the longest stall of this process meanwhile
 * @param missed which prerequisite was not reached; empty if all were
 * @param notOffered which optional capability the worker lacks; empty if none
 * @param exchanges all exchanges, in the order of sending
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

    /** Returns the same record with another reason for what it missed. */
    ExerciseRecord missing(String reason) {
        return new ExerciseRecord(exercise, attempt, durationNanos, stallNanos, reason, notOffered, exchanges);
    }
}
