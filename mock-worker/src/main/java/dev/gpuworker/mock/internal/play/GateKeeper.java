package dev.gpuworker.mock.internal.play;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.Gates;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The gates of one worker. Thread-safe; jobs are released outside the lock. */
public final class GateKeeper implements Gates {
    /** More open gates than this suggest a test that keeps generating new names. */
    private static final int OPEN_MAX = 10_000;

    private final Set<String> open = new HashSet<>(); // guarded by this
    private final Map<String, Set<Runnable>> holding = new HashMap<>(); // guarded by this

    /** Holds at a gate. Returns false, and holds nothing, if the gate is open. */
    synchronized boolean hold(String gate, Runnable released) {
        if (open.contains(gate)) {
            return false;
        }
        holding.computeIfAbsent(gate, name -> new HashSet<>()).add(released);
        notifyAll();
        return true;
    }

    /** Stops holding at a gate. */
    synchronized void leave(String gate, Runnable released) {
        Set<Runnable> all = holding.get(gate);
        if (all != null && all.remove(released) && all.isEmpty()) {
            holding.remove(gate);
        }
    }

    @Override
    public void release(String gate) {
        List<Runnable> released;
        synchronized (this) {
            if (open.size() >= OPEN_MAX && !open.contains(gate)) {
                throw new IllegalStateException("more than " + OPEN_MAX + " gates are open; reset them");
            }
            open.add(gate);
            Set<Runnable> all = holding.remove(gate);
            released = all == null ? List.of() : List.copyOf(all);
        }
        released.forEach(Runnable::run);
    }

    @Override
    public synchronized Set<String> held() {
        return Set.copyOf(new TreeSet<>(holding.keySet()));
    }

    @Override
    public synchronized void awaitHeld(String gate, Duration deadline) throws InterruptedException {
        Deadline end = Deadline.after(deadline);
        while (!holding.containsKey(gate)) {
            long millis = end.millisLeft();
            if (millis <= 0) {
                throw new IllegalStateException(
                        "no job holds at gate \"" + gate + "\" within " + end + "; held: " + holding.keySet());
            }
            wait(millis);
        }
    }

    @Override
    public synchronized void reset() {
        open.clear();
    }
}
