package dev.gpuworker.real.vram;

import java.time.Duration;

/**
 * A stretch of a worker's life, with what the device showed during it.
 *
 * @param kind what kind of stretch
 * @param name for people, such as {@code job 3 (cancelled)}
 * @param from its start, counted from the start of the recording
 * @param to its end
 * @param highWaterMarkBytes the greatest reading in it, also of a short peak when a sample met it
 * @param settledBytes memory in use at its end, a median
 */
public record VramPhase(
        Kind kind, String name, Duration from, Duration to, long highWaterMarkBytes, long settledBytes) {
    /** What a stretch is about. */
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
