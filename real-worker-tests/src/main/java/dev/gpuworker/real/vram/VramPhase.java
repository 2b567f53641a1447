package dev.gpuworker.real.vram;

import java.time.Duration;

/**
 * A stretch of a worker's life, with the memory readings during it.
 *
 * @param kind the kind of stretch
 * @param name name for people, such as {@code job 3 (cancelled)}
 * @param from its start, counted from the start of the recording
 * @param to its end
 * @param highWaterMarkBytes the greatest reading in it, including a short peak if a sample caught it
 * @param settledBytes memory in use at its end, a median
 */
public record VramPhase(
        Kind kind, String name, Duration from, Duration to, long highWaterMarkBytes, long settledBytes) {
    /** The kinds of stretches. */
    public enum Kind {
        /** Before the worker was started. */
        BASELINE,
        /** From the start of the process until it is ready. */
        STARTED,
        /** One job. */
        JOB,
        /** From the request to stop until the device has come to rest. */
        STOPPED
    }
}
