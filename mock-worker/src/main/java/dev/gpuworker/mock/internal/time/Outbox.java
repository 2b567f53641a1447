package dev.gpuworker.mock.internal.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches the writes that fall due together. All are issued back to back before any stream is notified: if client
 * threads go idle between two writes, waking them costs more than the write. Belongs to one {@link TimerThread}.
 */
public final class Outbox {
    static final int CAPACITY = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final @Nullable DueWrite[] writes = new DueWrite[CAPACITY];
    private int size;
    private boolean leaving;

    /** Takes a write. Returns false if its owner must issue it itself. */
    public boolean add(DueWrite write) {
        if (leaving || size == CAPACITY) {
            return false;
        }
        writes[size++] = write;
        return true;
    }

    /** Issues all writes. Writes that their owners make in response are not batched again. */
    void send() {
        leaving = true;
        for (int k = 0; k < size; k++) {
            DueWrite write = writes[k];
            if (write != null) {
                write.flush();
            }
        }
        for (int k = 0; k < size; k++) {
            settle(writes[k]);
        }
        Arrays.fill(writes, 0, size, null);
        size = 0;
        leaving = false;
    }

    private static void settle(@Nullable DueWrite write) {
        try {
            if (write != null) {
                write.settle();
            }
        } catch (RuntimeException | Error e) {
            // One stream's fault must not stop the clock of all others.
            LOG.error("a stream failed after a write", e);
        }
    }
}
