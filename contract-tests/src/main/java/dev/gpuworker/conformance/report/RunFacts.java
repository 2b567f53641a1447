package dev.gpuworker.conformance.report;

import java.time.Instant;
import java.util.List;

/**
 * How a run was made.
 *
 * @param startedAt the start of the run, in UTC
 * @param seed seed of its jobs
 * @param awaitMillis how long it waited for what must come, milliseconds
 * @param judgedAgain whether the traffic was recorded in an earlier run
 * @param note what a reader must know first, one fact per line, for example that device memory was not watched; often
 *     empty
 */
public record RunFacts(Instant startedAt, long seed, long awaitMillis, boolean judgedAgain, String note) {
    /** Returns what a reader must know first, fact by fact. */
    public List<String> notes() {
        return note.lines().toList();
    }
}
