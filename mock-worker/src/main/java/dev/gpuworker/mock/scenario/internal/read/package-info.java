/**
 * Reads scenario files and transcripts, and collects every problem with its place.
 *
 * <p>The entry point is {@link dev.gpuworker.mock.scenario.internal.read.SetReader}: text to tree
 * ({@link dev.gpuworker.mock.scenario.internal.read.NodeReader}), then tree to scenarios (the {@code …Reader} classes).
 * {@link dev.gpuworker.mock.scenario.internal.read.TranscriptReader} reads a client's recording.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal.read;

import org.jspecify.annotations.NullMarked;
