package dev.gpuworker.conformance.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of its traffic a run keeps: 1 MiB of each exchange until the total is 16 MiB, then 32 KiB of each. A run
 * against the mock keeps about 100 KiB; traffic that needs 16 MiB is a flood and is reported as one. Thread-safe.
 */
public final class RecordingLimit {
    private static final long RUN_BYTES = 16L << 20;
    private static final int EXCHANGE_BYTES = 1 << 20;
    private static final int EXCHANGE_BYTES_OF_A_FLOOD = 32 << 10;
    /** The cost of a piece in addition to its bytes: its time, and its line in the trace. */
    private static final int PIECE_BYTES = 80;

    private final AtomicLong kept = new AtomicLong();

    /** Counts a piece that is kept. */
    void add(int bytes) {
        kept.addAndGet(bytes + (long) PIECE_BYTES);
    }

    /** Returns whether to continue reading an exchange of this many bytes. */
    boolean allows(long exchangeBytes) {
        return exchangeBytes <= (kept.get() < RUN_BYTES ? EXCHANGE_BYTES : EXCHANGE_BYTES_OF_A_FLOOD);
    }
}
