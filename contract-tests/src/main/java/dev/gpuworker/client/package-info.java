/**
 * The client that reads a worker's streams; {@code WorkerClient} is the entry point, {@code Transcript} the evidence it
 * leaves.
 */
@NullMarked
package dev.gpuworker.client;

import org.jspecify.annotations.NullMarked;
