package dev.gpuworker.conformance.mutant.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/** Lets one job run and the others wait in order. Thread-safe: guarded by this. */
final class JobQueue {
    private final Deque<Job> jobs = new ArrayDeque<>();

    synchronized boolean isEmpty() {
        return jobs.isEmpty();
    }

    synchronized Optional<Job> find(String id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    synchronized boolean isRunning(String id) {
        Job first = jobs.peek();
        return first != null && first.id().equals(id);
    }

    synchronized void add(Job job, boolean lastFirst) {
        if (lastFirst && !jobs.isEmpty()) {
            Job running = jobs.removeFirst();
            jobs.addFirst(job);
            jobs.addFirst(running);
        } else {
            jobs.add(job);
        }
    }

    /** Waits for the turn; returns early when the job is cancelled. */
    synchronized void awaitTurn(Job job) throws InterruptedException {
        while (jobs.peek() != job && !job.isCancelled()) {
            wait(1000);
        }
    }

    synchronized void leave(Job job) {
        jobs.remove(job);
        notifyAll();
    }

    void cancel(String id) {
        find(id).ifPresent(Job::cancel);
        wake();
    }

    private synchronized void wake() {
        notifyAll();
    }

    synchronized void cancelAll() {
        new ArrayList<>(jobs).forEach(Job::cancel);
        notifyAll();
    }
}
