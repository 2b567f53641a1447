/**
 * The one road from a step to its bytes. {@link dev.gpuworker.mock.scenario.internal.frames.StepFrames} fills the
 * fields that a script leaves out, and {@link dev.gpuworker.mock.scenario.internal.frames.FrameWriter} encodes it. The
 * player walks through a {@link dev.gpuworker.mock.scenario.internal.frames.Program} with a
 * {@link dev.gpuworker.mock.scenario.internal.frames.Cursor}; the validator and {@code explain} read the same frames
 * from a {@link dev.gpuworker.mock.scenario.internal.frames.Rehearsal}. Nothing here waits or writes.
 */
@NullMarked
package dev.gpuworker.mock.scenario.internal.frames;

import org.jspecify.annotations.NullMarked;
