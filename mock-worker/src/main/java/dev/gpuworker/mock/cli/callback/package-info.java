/**
 * The call of an orchestrator that waits for a worker to be ready (M0-W-1110);
 * {@link dev.gpuworker.mock.cli.callback.CallbackCall} is the entry point.
 */
@NullMarked
package dev.gpuworker.mock.cli.callback;

import org.jspecify.annotations.NullMarked;
