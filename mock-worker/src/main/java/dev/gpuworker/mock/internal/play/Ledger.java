package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.mock.VramLedger;
import org.jspecify.annotations.Nullable;

/** Accounts for VRAM by owner, and makes a backing hold the same amount of real memory. Thread-safe. */
public final class Ledger implements VramLedger {
    private final long total;
    private final @Nullable VramBacking backing;
    private long used; // guarded by this
    private long occupied; // guarded by this

    public Ledger(long total, @Nullable VramBacking backing) {
        this.total = total;
        this.backing = backing;
    }

    /** The bytes of one owner. */
    public final class Charge {
        private final long bytes;
        private final VramBacking.@Nullable Allocation allocation;
        private boolean freed; // guarded by the ledger

        Charge(long bytes, VramBacking.@Nullable Allocation allocation) {
            this.bytes = bytes;
            this.allocation = allocation;
        }

        long bytes() {
            return bytes;
        }

        /** Frees the bytes, once. */
        public void free() {
            synchronized (Ledger.this) {
                if (freed) {
                    return;
                }
                freed = true;
            }
            try {
                if (allocation != null) {
                    allocation.close();
                }
            } finally {
                add(-bytes);
            }
        }
    }

    /** Takes bytes for an owner. If they don't fit, throws and takes nothing. */
    public Charge charge(String owner, long bytes) throws VramExhaustedException {
        synchronized (this) {
            long free = total - used - occupied;
            if (bytes > free) {
                throw new VramExhaustedException(owner, bytes, Math.max(0, free));
            }
            used += bytes;
        }
        boolean taken = false;
        try {
            Charge charge = new Charge(bytes, backing == null || bytes == 0 ? null : backing.allocate(owner, bytes));
            taken = true;
            return charge;
        } finally {
            if (!taken) {
                add(-bytes);
            }
        }
    }

    /** Returns whether charging and freeing may be slow. */
    boolean isBacked() {
        return backing != null;
    }

    private synchronized void add(long bytes) {
        used += bytes;
    }

    @Override
    public long totalBytes() {
        return total;
    }

    @Override
    public synchronized long usedBytes() {
        return used + occupied;
    }

    @Override
    public synchronized void occupy(long bytes) {
        if (bytes < 0 || bytes > total - used) {
            throw new IllegalArgumentException("bytes must be within 0 to " + (total - used)
                    + ", the device memory that the worker itself does not use, but were " + bytes);
        }
        occupied = bytes;
    }
}
