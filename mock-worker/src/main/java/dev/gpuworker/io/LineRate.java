package dev.gpuworker.io;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Bounds the lines per second that go to a log, so that a peer can't fill the disk. Thread-safe. */
public final class LineRate {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int linesPerSecond;
    private final LongSupplier nanos;
    private long secondStart; // guarded by this
    private int lines; // guarded by this
    private long suppressed; // guarded by this

    /**
     * Creates a bound.
     *
     * @param linesPerSecond lines allowed per second, at least 1
     * @param nanos the monotonic clock: {@code System::nanoTime}
     */
    public LineRate(int linesPerSecond, LongSupplier nanos) {
        this.linesPerSecond = linesPerSecond;
        this.nanos = nanos;
        this.secondStart = nanos.getAsLong();
    }

    /** Returns how many lines were suppressed since the last allowed one; empty if this one is suppressed too. */
    public synchronized OptionalLong allow() {
        long now = nanos.getAsLong();
        if (now - secondStart >= SECOND_NANOS) {
            secondStart = now;
            lines = 0;
        }
        if (lines == linesPerSecond) {
            suppressed++;
            return OptionalLong.empty();
        }
        lines++;
        long before = suppressed;
        suppressed = 0;
        return OptionalLong.of(before);
    }
}
