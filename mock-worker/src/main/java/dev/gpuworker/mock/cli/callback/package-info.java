/**
 * Calls the orchestrator that waits for a worker to be ready (M0-W-1110); the entry point is
 * {@link dev.gpuworker.mock.cli.callback.CallbackCall}.
 */
@NullMarked
package dev.gpuworker.mock.cli.callback;

import org.jspecify.annotations.NullMarked;
