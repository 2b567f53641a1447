/**
 * The minimal server for streams on a schedule, to show the cost of the machine itself;
 * {@link dev.gpuworker.bench.floor.FloorServer} is the entry point.
 */
@NullMarked
package dev.gpuworker.bench.floor;

import org.jspecify.annotations.NullMarked;
