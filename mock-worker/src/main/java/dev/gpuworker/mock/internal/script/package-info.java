/**
 * What a job sends. {@link dev.gpuworker.mock.internal.script.ProgramCompiler} makes a script ready to be played,
 * {@link dev.gpuworker.mock.internal.script.Cursor} walks through it for one job, and
 * {@link dev.gpuworker.mock.internal.script.FrameWriter} encodes its frames. Neither waits nor writes.
 */
@NullMarked
package dev.gpuworker.mock.internal.script;

import org.jspecify.annotations.NullMarked;
