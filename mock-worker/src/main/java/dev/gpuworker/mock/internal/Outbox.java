package dev.gpuworker.mock.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes that are due together. They leave one right after the other, and only then hears each stream of its own:
 * between two writes the clients must not find the time to fall asleep, for waking them is the dearest part of a write.
 * Belongs to one {@link TimerThread}.
 */
final class Outbox {
    static final int CAPACITY = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final @Nullable StreamConnection[] streams = new StreamConnection[CAPACITY];
    private int size;
    private boolean leaving;

    /** Takes a stream with a write; false where it has to write by itself. */
    boolean add(StreamConnection stream) {
        if (leaving || size == CAPACITY) {
            return false;
        }
        streams[size++] = stream;
        return true;
    }

    /** Makes all writes. What streams write when they hear of theirs is not collected again. */
    void send() {
        leaving = true;
        for (int k = 0; k < size; k++) {
            StreamConnection stream = streams[k];
            if (stream != null) {
                stream.flush();
            }
        }
        for (int k = 0; k < size; k++) {
            settle(streams[k]);
        }
        Arrays.fill(streams, 0, size, null);
        size = 0;
        leaving = false;
    }

    private static void settle(@Nullable StreamConnection stream) {
        try {
            if (stream != null) {
                stream.settle();
            }
        } catch (RuntimeException | Error e) {
            // One stream's fault must not stop the clock of all others.
            LOG.error("a stream failed after a write", e);
        }
    }
}
