/**
 * The least that a server can do for a stream on a schedule, to tell what the machine itself costs;
 * {@link dev.gpuworker.bench.floor.FloorServer} is the entry point.
 */
@NullMarked
package dev.gpuworker.bench.floor;

import org.jspecify.annotations.NullMarked;
