package dev.gpuworker.mock.internal.time;

import java.time.Duration;

/** A clock that a test advances; it fires timers on the test's own thread. Belongs to one thread. */
public final class HandTicker implements Ticker {
    private final TimerHeap timers = new TimerHeap();
    private long now = 1_000;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void schedule(Timer timer, long dueNanos) {
        timers.put(timer, dueNanos);
    }

    @Override
    public void soon(Timer timer) {
        timers.put(timer, now);
    }

    @Override
    public void cancel(Timer timer) {
        timers.remove(timer);
    }

    /**
     * Fires the timers due within this time, in order, and then stands at its end.
     *
     * @param afterEach runs after each timer
     */
    public void advance(Duration by, Runnable afterEach) {
        long target = now + by.toNanos();
        while (!timers.isEmpty() && timers.earliest() <= target) {
            now = Math.max(now, timers.earliest());
            timers.take().fire();
            afterEach.run();
        }
        now = target;
    }

    /** Fires the timers that are due now. Returns whether there were any. */
    public boolean fireDue() {
        if (timers.isEmpty() || timers.earliest() > now) {
            return false;
        }
        timers.take().fire();
        return true;
    }
}
