package dev.gpuworker.conformance.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of its traffic a run keeps: 1 MiB of every exchange, until that has come to 16 MiB in all, and 32 KiB of
 * each from then on. A run against the mock keeps some 100 KiB altogether; what needs 16 MiB is a flood, and is told as
 * that. Thread-safe.
 */
public final class RecordingLimit {
    private static final long RUN_BYTES = 16L << 20;
    private static final int EXCHANGE_BYTES = 1 << 20;
    private static final int EXCHANGE_BYTES_OF_A_FLOOD = 32 << 10;
    /** What a piece costs beyond its bytes: its time, and its line in the trace. */
    private static final int PIECE_BYTES = 80;

    private final AtomicLong kept = new AtomicLong();

    /** Takes note of a piece that is kept. */
    void add(int bytes) {
        kept.addAndGet(bytes + (long) PIECE_BYTES);
    }

    /** Tells whether an exchange of so many bytes is to be read on. */
    boolean allows(long exchangeBytes) {
        return exchangeBytes <= (kept.get() < RUN_BYTES ? EXCHANGE_BYTES : EXCHANGE_BYTES_OF_A_FLOOD);
    }
}
