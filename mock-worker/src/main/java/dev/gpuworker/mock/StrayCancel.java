package dev.gpuworker.mock;

import java.time.Duration;

/**
 * A {@code POST /cancel} whose id matches no job in the journal. Immutable.
 *
 * @param at on the worker's monotonic clock, whose zero has no meaning
 * @param jobId id in the cancel
 * @param underWay number of jobs that ran or waited at that time
 */
public record StrayCancel(Duration at, String jobId, int underWay) {}
