package dev.gpuworker.pact;

import java.time.Duration;
import java.util.List;

/**
 * The result of one interaction.
 *
 * @param interaction its description in the pact, unique there
 * @param states the names of its provider states
 * @param requirements the ids of {@code docs/worker-api.md} that it refers to
 * @param outcome what became of it
 * @param message for people: what differs and where, or why it was not verified; empty when it passed
 * @param took how long it took
 */
public record PactResult(
        String interaction,
        List<String> states,
        List<String> requirements,
        PactOutcome outcome,
        String message,
        Duration took) {
    /** Copies the lists. */
    public PactResult {
        states = List.copyOf(states);
        requirements = List.copyOf(requirements);
    }
}
