/**
 * When things happen. A {@link dev.gpuworker.mock.internal.time.Ticker} is the source of all time in a worker:
 * {@link dev.gpuworker.mock.internal.time.TimerLoop} is the system clock, and a test advances a
 * {@link dev.gpuworker.mock.internal.time.ManualTicker}. An {@link dev.gpuworker.mock.internal.time.Outbox} batches the
 * writes that fall due together. Knows no other room.
 */
@NullMarked
package dev.gpuworker.mock.internal.time;

import org.jspecify.annotations.NullMarked;
