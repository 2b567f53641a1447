package dev.gpuworker.torture;

import java.util.List;
import java.util.Optional;

/**
 * How a client behaved in one scenario. Immutable.
 *
 * @param events what it delivered, in order
 * @param outcome what it said in the end
 * @param posts how often it sent the job
 * @param fault what the worker saw it do wrong besides, for people
 */
public record ClientRun(List<Delivered> events, Outcome outcome, int posts, Optional<String> fault) {
    /** Copies the list. */
    public ClientRun {
        events = List.copyOf(events);
    }
}
