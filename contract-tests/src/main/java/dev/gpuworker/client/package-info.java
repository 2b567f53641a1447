/**
 * The client that reads a worker's streams; {@link dev.gpuworker.client.WorkerClient} is the entry point,
 * {@link dev.gpuworker.client.transcript.Transcript} the evidence it leaves.
 */
@NullMarked
package dev.gpuworker.client;

import org.jspecify.annotations.NullMarked;
