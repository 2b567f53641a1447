package dev.gpuworker.mock.internal.time;

import org.jspecify.annotations.Nullable;

/** The thread of a {@link TimerLoop}. It batches the writes of the timers that it fires. */
public final class TimerThread extends Thread {
    private final Outbox outbox = new Outbox();

    TimerThread(Runnable loop, String name) {
        super(loop, name);
        setDaemon(true);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Returns the outbox that batches the calling thread's writes; null if they are issued at once. */
    public static @Nullable Outbox current() {
        return Thread.currentThread() instanceof TimerThread timer ? timer.outbox : null;
    }
}
