/**
 * The statistics of leaks: readings after batches of identical requests, without any device. The entry point is
 * {@link dev.gpuworker.real.vram.leak.LeakTrial}.
 */
@NullMarked
package dev.gpuworker.real.vram.leak;

import org.jspecify.annotations.NullMarked;
