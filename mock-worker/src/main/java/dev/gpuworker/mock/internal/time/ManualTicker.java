package dev.gpuworker.mock.internal.time;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The clock of a test. Timers fire one at a time, in the order of their instants. */
public final class ManualTicker implements Ticker {
    private final boolean jumps;
    /** Held while a timer fires, so that only one fires at a time. */
    private final Object firing = new Object();

    private final AtomicInteger calls = new AtomicInteger();
    private final TimerHeap steps = new TimerHeap(); // guarded by this
    private final TimerHeap guards = new TimerHeap(); // guarded by this
    private long now; // guarded by this

    /** Creates a clock at zero. If it jumps, it advances to the next step by itself. */
    public ManualTicker(boolean jumps) {
        this.jumps = jumps;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    /** Returns the time since this clock was made. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos());
    }

    @Override
    public void schedule(Timer timer, long dueNanos) {
        synchronized (this) {
            heapOf(timer).put(timer, dueNanos);
        }
        pump();
    }

    @Override
    public void soon(Timer timer) {
        schedule(timer, nanos());
    }

    @Override
    public synchronized void cancel(Timer timer) {
        heapOf(timer).remove(timer);
    }

    /** Moves the time forward and fires the timers due by then, in order. Throws for a negative duration. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        long target = nanos() + by.toNanos();
        synchronized (firing) {
            Timer timer = takeUntil(target);
            while (timer != null) {
                timer.fire();
                timer = takeUntil(target);
            }
        }
    }

    private TimerHeap heapOf(Timer timer) {
        return timer.kind == Timer.Kind.STEP ? steps : guards;
    }

    /** Takes the earliest timer due by the target and moves to its instant. If there is none, moves to the target. */
    private synchronized @Nullable Timer takeUntil(long target) {
        TimerHeap heap = earlier();
        if (heap == null || heap.earliest() > target) {
            now = Math.max(now, target);
            return null;
        }
        now = Math.max(now, heap.earliest());
        return heap.take();
    }

    /** Takes a timer that is due now, or the next one if this clock may jump to it. */
    private synchronized @Nullable Timer takeNext() {
        TimerHeap heap = earlier();
        if (heap == null || (heap.earliest() > now && (!jumps || steps.isEmpty()))) {
            return null;
        }
        now = Math.max(now, heap.earliest());
        return heap.take();
    }

    private @Nullable TimerHeap earlier() {
        if (steps.isEmpty() || guards.isEmpty()) {
            return steps.isEmpty() ? (guards.isEmpty() ? null : guards) : steps;
        }
        return guards.earliest() < steps.earliest() ? guards : steps;
    }

    private void pump() {
        if (calls.getAndIncrement() == 0) {
            ForkJoinPool.commonPool().execute(this::fireAll);
        }
    }

    private void fireAll() {
        int seen = calls.get();
        while (seen > 0) {
            synchronized (firing) {
                Timer timer = takeNext();
                while (timer != null) {
                    timer.fire();
                    timer = takeNext();
                }
            }
            seen = calls.addAndGet(-seen);
        }
    }
}
