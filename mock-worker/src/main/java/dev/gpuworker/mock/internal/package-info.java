/**
 * The inside of the mock worker, for nobody outside. {@link dev.gpuworker.mock.internal.WorkerServer} is one worker;
 * {@code SharedServer} is the HTTP server that all workers of the JVM share; {@code ScriptPlayer} is the only place
 * with timing.
 */
@NullMarked
package dev.gpuworker.mock.internal;

import org.jspecify.annotations.NullMarked;
