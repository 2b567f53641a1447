package dev.gpuworker.conformance;

import dev.gpuworker.conformance.http.RecordingLimit;
import java.util.Locale;

/**
 * The settings of a run.
 *
 * @param patience how long to wait
 * @param seed seed of the jobs, 0 to 2^53 - 1 so that every JSON reader keeps it
 * @param runId distinguishes this run's job ids from those of other runs; letters, digits and hyphens
 * @param limit how much of the traffic is kept
 * @param prompts how the jobs ask for text
 */
record RunSettings(Patience patience, long seed, String runId, RecordingLimit limit, JobPrompts prompts) {
    /** Returns settings with a run id of their own, and nothing recorded yet. */
    static RunSettings of(Patience patience, long seed, JobPrompts prompts) {
        String runId = Long.toString(System.nanoTime() & Long.MAX_VALUE, 36).toLowerCase(Locale.ROOT);
        return new RunSettings(patience, seed, runId, new RecordingLimit(), prompts);
    }
}
