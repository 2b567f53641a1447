package dev.gpuworker.mock;

import java.time.Duration;

/**
 * A {@code POST /cancel} with an id that no job in the journal has. Immutable.
 *
 * @param at on the worker's monotonic clock, whose zero has no meaning
 * @param jobId the id that it named
 * @param underWay how many jobs ran or waited then
 */
public record StrayCancel(Duration at, String jobId, int underWay) {}
