package dev.gpuworker.mock.internal.play;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.BusyPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The running and waiting jobs: one job runs at a time (M0-W-1301), in order of arrival. Thread-safe; jobs get their
 * turn outside the lock.
 *
 * <p>A job gives up its place in two steps: {@link #release} just before the terminal event is written,
 * {@link #finished} just after. So a client may send its next job as soon as it has read that event, and yet no two
 * streams interleave.
 */
public final class JobRegistry {
    private final int slots;
    private final BusyPolicy busy;
    private final int queueMax;
    private final boolean takesEveryJob;
    private final Map<String, ScriptPlayer> byId = new HashMap<>(); // guarded by this
    private final Deque<ScriptPlayer> waiting = new ArrayDeque<>(); // guarded by this
    private final Set<ScriptPlayer> running = new HashSet<>(); // guarded by this
    private final Set<ScriptPlayer> releasing = new HashSet<>(); // guarded by this
    private final List<Barrier> barriers = new ArrayList<>(); // guarded by this
    private boolean draining; // guarded by this
    private boolean saysDraining; // guarded by this

    public JobRegistry(int slots, BusyPolicy busy, int queueMax) {
        this(slots, busy, queueMax, false);
    }

    private JobRegistry(int slots, BusyPolicy busy, int queueMax, boolean takesEveryJob) {
        this.takesEveryJob = takesEveryJob;
        this.slots = slots;
        this.busy = busy;
        this.queueMax = queueMax;
    }

    /** Returns one that lets every job wait, also one whose id runs or waits (dialect as built). */
    public static JobRegistry ofEveryJob(int slots) {
        return new JobRegistry(slots, BusyPolicy.WAIT, Integer.MAX_VALUE, true);
    }

    /** Completes when these jobs are done. */
    private record Barrier(Set<ScriptPlayer> jobs, CompletableFuture<Void> done) {}

    /** Throws the {@link Refusal} that the contract has for a job that can neither run nor wait. */
    public synchronized void check(String jobId) {
        refuseWhileDraining();
        if (takesEveryJob) {
            return;
        }
        if (byId.containsKey(jobId)) {
            throw Refusal.jobIdInUse(jobId);
        }
        boolean placeFreeSoon = running.size() - releasing.size() + waiting.size() < slots;
        if (!placeFreeSoon && (busy == BusyPolicy.REJECT || waiting.size() >= queueMax)) {
            throw Refusal.busy(waiting.size());
        }
    }

    /** Admits a checked job. Returns true if it may start now; the caller must then call its {@code turn()}. */
    public synchronized boolean admit(ScriptPlayer player) {
        boolean now = running.size() < slots;
        byId.put(player.jobId(), player);
        if (now) {
            running.add(player);
        } else {
            waiting.add(player);
        }
        return now;
    }

    /** Throws the refusal of new jobs if the worker is draining. */
    public synchronized void refuseWhileDraining() {
        if (isDraining()) {
            throw Refusal.draining();
        }
    }

    /** Frees the job's id and place for a new job, which does not start yet. */
    synchronized void release(ScriptPlayer player) {
        byId.remove(player.jobId(), player);
        if (running.contains(player)) {
            releasing.add(player);
        }
    }

    /** Starts the next job in the queue. Does nothing if the job holds no place. */
    void finished(ScriptPlayer player) {
        Optional<ScriptPlayer> next = Optional.empty();
        List<Barrier> passed = List.of();
        synchronized (this) {
            byId.remove(player.jobId(), player);
            releasing.remove(player);
            waiting.remove(player);
            if (running.remove(player) && running.size() < slots) {
                next = Optional.ofNullable(waiting.poll());
                next.ifPresent(running::add);
            }
            if (running.isEmpty() && waiting.isEmpty()) {
                notifyAll();
            }
            if (!barriers.isEmpty()) {
                barriers.forEach(barrier -> barrier.jobs.remove(player));
                passed = barriers.stream()
                        .filter(barrier -> barrier.jobs.isEmpty())
                        .toList();
                barriers.removeIf(barrier -> barrier.jobs.isEmpty());
            }
        }
        passed.forEach(barrier -> barrier.done.complete(null));
        next.ifPresent(ScriptPlayer::turn);
    }

    /** Returns a future that completes as soon as the jobs that run or wait now are done. */
    public synchronized CompletableFuture<Void> whenThoseAreDone() {
        if (running.isEmpty() && waiting.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Set<ScriptPlayer> jobs = new HashSet<>(running);
        jobs.addAll(waiting);
        CompletableFuture<Void> done = new CompletableFuture<>();
        barriers.add(new Barrier(jobs, done));
        return done;
    }

    /** Takes a job out of the queue. Returns false if it is not waiting. */
    synchronized boolean leaveQueue(ScriptPlayer player) {
        return waiting.remove(player);
    }

    public synchronized Optional<ScriptPlayer> find(String jobId) {
        return Optional.ofNullable(byId.get(jobId));
    }

    /** Returns all jobs, those that wait first. */
    public synchronized List<ScriptPlayer> all() {
        List<ScriptPlayer> all = new ArrayList<>(waiting);
        all.addAll(running);
        return all;
    }

    public synchronized int waitingCount() {
        return waiting.size();
    }

    public synchronized int runningCount() {
        return running.size();
    }

    public synchronized void drain() {
        draining = true;
    }

    /** Sets whether jobs are refused as if the worker drained. Unlike a drain, this can be undone. */
    public synchronized void sayDraining(boolean says) {
        saysDraining = says;
    }

    public synchronized boolean isDraining() {
        return draining || saysDraining;
    }

    public synchronized boolean awaitIdle(Duration deadline) throws InterruptedException {
        Deadline end = Deadline.after(deadline);
        while (!running.isEmpty() || !waiting.isEmpty()) {
            long millis = end.millisLeft();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
