/**
 * When things happen. A {@link dev.gpuworker.mock.internal.time.Ticker} carries all time of a worker:
 * {@link dev.gpuworker.mock.internal.time.TimerLoop} is the system's clock,
 * {@link dev.gpuworker.mock.internal.time.ManualTicker} the one that a test moves. An
 * {@link dev.gpuworker.mock.internal.time.Outbox} batches the writes that fall due together. Knows no other room.
 */
@NullMarked
package dev.gpuworker.mock.internal.time;

import org.jspecify.annotations.NullMarked;
