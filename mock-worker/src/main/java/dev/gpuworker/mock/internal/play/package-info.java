/**
 * How a job runs. {@link dev.gpuworker.mock.internal.play.JobRegistry} decides which jobs run and which wait,
 * {@link dev.gpuworker.mock.internal.play.ScriptPlayer} plays one job's script and is the only place with timing, and
 * {@link dev.gpuworker.mock.internal.play.Ledger} and {@link dev.gpuworker.mock.internal.play.GateKeeper} hold what
 * jobs take and wait for.
 */
@NullMarked
package dev.gpuworker.mock.internal.play;

import org.jspecify.annotations.NullMarked;
