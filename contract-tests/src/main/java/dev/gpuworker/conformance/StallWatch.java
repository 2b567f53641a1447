package dev.gpuworker.conformance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Detects stalls of this process: a thread wakes every 5 ms and records how late it is. A late answer of the worker is
 * no evidence if this process stalled. Thread-safe.
 */
final class StallWatch implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread = new Thread(this::watch, "stall-watch");

    StallWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        long before = System.nanoTime();
        while (!closed.get()) {
            LockSupport.parkNanos(PERIOD_NANOS);
            long now = System.nanoTime();
            longestNanos.accumulateAndGet(now - before - PERIOD_NANOS, Math::max);
            before = now;
        }
    }

    /** Returns the longest stall since the last call. */
    long takeLongestNanos() {
        return longestNanos.getAndSet(0);
    }

    @Override
    public void close() {
        closed.set(true);
        LockSupport.unpark(thread);
    }
}
