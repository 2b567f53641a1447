package dev.gpuworker.conformance.mutant.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;

/** A job of the reference worker. */
public final class Job {
    private final JsonNode request;
    private final int number;
    public final AtomicInteger tokens = new AtomicInteger();
    public final long takenNanos = System.nanoTime();
    private boolean cancelled; // guarded by this

    Job(JsonNode request, int number) {
        this.request = request;
        this.number = number;
    }

    public String id() {
        return request.path("job_id").asText();
    }

    /** Returns whether this exercise has sent it. */
    public boolean isOf(String exercise) {
        return id().contains("-" + exercise + "-");
    }

    public JsonNode request() {
        return request;
    }

    /** Returns which job of this worker's life it is, from 1. */
    public int number() {
        return number;
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Waits this long, or until it is cancelled. */
    @SuppressWarnings("WaitNotInLoop") // a spurious wake-up makes one token come early, nothing more
    synchronized boolean pause(long millis) throws InterruptedException {
        if (!cancelled && millis > 0) {
            wait(millis);
        }
        return cancelled;
    }

    /** Waits this long, or until it is cancelled or its thread is interrupted. */
    void pauseQuietly(long millis) {
        try {
            pause(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
