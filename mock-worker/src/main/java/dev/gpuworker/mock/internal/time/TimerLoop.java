package dev.gpuworker.mock.internal.time;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The system clock: a thread with a heap of deadlines, and an inbox for changes from other threads. Streams are spread
 * over a few such threads, which live as long as the JVM and sleep while nothing is due.
 */
public final class TimerLoop implements Ticker, Runnable {
    /** Timers fired in a row before their writes are sent and the inbox is read again. */
    private static final int BATCH = Outbox.CAPACITY;

    /** A loop keeps up with about 100,000 events a second; the other cores are for the clients. */
    private static final int LOOPS_MAX = 4;

    /**
     * After this many deferrable changes a sleeping loop is woken, so that they and the objects they hold don't pile
     * up.
     */
    private static final int UNREAD_MAX = 64;

    /**
     * The shortest sleep, 0.06 ms, which a single stream does not notice. Each stream beyond forty lengthens it, up to
     * 0.25 ms. More streams are then due after each sleep, so this thread and the clients are woken less often (ADR
     * 0037).
     */
    private static final long SLEEP_NANOS_MIN = 60_000;

    private static final long SLEEP_NANOS_A_TIMER = 1_500;
    private static final long SLEEP_NANOS_BUSY = 250_000;

    private static final long FOREVER = Long.MAX_VALUE / 2;

    private static final TimerLoop[] LOOPS =
            new TimerLoop[Math.max(1, Math.min(LOOPS_MAX, Runtime.getRuntime().availableProcessors() / 2))];
    private static final AtomicInteger TURN = new AtomicInteger();

    private final ConcurrentLinkedQueue<Change> inbox = new ConcurrentLinkedQueue<>();
    private final TimerHeap heap = new TimerHeap(); // used by the loop's thread only
    private final TimerThread thread;
    private final AtomicInteger told = new AtomicInteger();
    /** The instant until which a parked loop sleeps. A timer that is due later does not wake it. */
    private long sleepsUntil; // written before, read after parked

    private volatile boolean parked;

    private TimerLoop(int number) {
        thread = new TimerThread(this, "mock-worker-timer-" + number);
    }

    private record Change(Timer timer, long due, boolean cancel) {}

    static {
        for (int number = 0; number < LOOPS.length; number++) {
            LOOPS[number] = new TimerLoop(number);
            LOOPS[number].thread.start();
        }
    }

    /** Returns one of the loops, in rotation. */
    public static Ticker next() {
        return LOOPS[Math.floorMod(TURN.getAndIncrement(), LOOPS.length)];
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Timer timer, long dueNanos) {
        if (Thread.currentThread() == thread) {
            heap.put(timer, dueNanos);
        } else {
            pass(new Change(timer, dueNanos, false));
        }
    }

    @Override
    public void soon(Timer timer) {
        UnpacedPool.fire(timer);
    }

    @Override
    public void cancel(Timer timer) {
        if (Thread.currentThread() == thread) {
            heap.remove(timer);
        } else {
            pass(new Change(timer, 0, true));
        }
    }

    private void pass(Change change) {
        inbox.add(change);
        if (parked && (isSooner(change) || told.incrementAndGet() % UNREAD_MAX == 0)) {
            LockSupport.unpark(thread);
        }
    }

    private boolean isSooner(Change change) {
        return !change.cancel() && change.due() - sleepsUntil < 0;
    }

    @Override
    public void run() {
        while (true) {
            readInbox();
            if (!fireDue()) {
                park();
            }
        }
    }

    private void readInbox() {
        Change change = inbox.poll();
        while (change != null) {
            if (change.cancel()) {
                heap.remove(change.timer());
            } else {
                heap.put(change.timer(), change.due());
            }
            change = inbox.poll();
        }
    }

    private boolean fireDue() {
        long now = System.nanoTime();
        int fired = 0;
        while (fired < BATCH && !heap.isEmpty() && heap.earliest() - now <= 0) {
            heap.take().fire();
            fired++;
        }
        thread.outbox().send();
        return fired > 0;
    }

    private void park() {
        long now = System.nanoTime();
        sleepsUntil = heap.isEmpty() ? now + FOREVER : heap.earliest();
        parked = true;
        if (inbox.isEmpty()) {
            LockSupport.parkNanos(this, Math.max(shortestSleep(), sleepsUntil - now));
        }
        parked = false;
    }

    private long shortestSleep() {
        return Math.min(SLEEP_NANOS_BUSY, Math.max(SLEEP_NANOS_MIN, heap.size() * SLEEP_NANOS_A_TIMER));
    }
}
