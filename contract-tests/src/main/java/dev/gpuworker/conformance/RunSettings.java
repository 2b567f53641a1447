package dev.gpuworker.conformance;

import dev.gpuworker.conformance.http.RecordingLimit;

/**
 * The settings of a run.
 *
 * @param patience how long to wait
 * @param seed seed of the jobs, 0 to 2^53 - 1 so that every JSON reader keeps it
 * @param runId distinguishes this run's job ids from those of other runs; letters, digits and hyphens
 * @param limit how much of the traffic is kept
 */
record RunSettings(Patience patience, long seed, String runId, RecordingLimit limit) {}
