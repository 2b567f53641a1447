package dev.gpuworker.client;

import dev.gpuworker.wire.Dialect;
import java.time.Duration;

/**
 * Deadlines and limits of a {@link WorkerClient}. Every deadline is absolute and monotonic from the moment its phase
 * begins. Immutable.
 *
 * @param connect from the call to an open connection; default 5 s
 * @param firstEvent from the open connection to the first event of a stream; comments do not count, so this also limits
 *     how long a job may wait in the queue; default 60 s
 * @param idle longest gap between bytes of a stream after its first event, including the time from its last event to
 *     the end of the response; default 30 s
 * @param total from the call to the end of a stream; default 330 s, the worker's own 300 s and some slack
 * @param answer from the open connection to the last byte of an answer other than a stream; default 10 s
 * @param bodyBytesMax largest body, at least 1; each received piece counts 64 bytes more, so that memory is bounded
 *     however the pieces are cut; default 16 MiB
 * @param eventBytesMax largest event of a stream, including comments before it, at least 1; default 4 MiB
 * @param dialect what the worker speaks; default {@link Dialect#CONTRACT}
 */
public record WorkerClientConfig(
        Duration connect,
        Duration firstEvent,
        Duration idle,
        Duration total,
        Duration answer,
        long bodyBytesMax,
        int eventBytesMax,
        Dialect dialect) {
    /** Rejects deadlines and limits that nothing could meet. */
    public WorkerClientConfig {
        positive("connect", connect);
        positive("firstEvent", firstEvent);
        positive("idle", idle);
        positive("total", total);
        positive("answer", answer);
        if (bodyBytesMax < 1 || eventBytesMax < 1) {
            throw new IllegalArgumentException("limits must be at least 1 byte, but were bodyBytesMax " + bodyBytesMax
                    + ", eventBytesMax " + eventBytesMax);
        }
    }

    /** Returns the defaults. */
    public static WorkerClientConfig defaults() {
        return new WorkerClientConfig(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(330),
                Duration.ofSeconds(10),
                16L << 20,
                4 << 20,
                Dialect.CONTRACT);
    }

    /** Returns these settings with another deadline for connecting. */
    public WorkerClientConfig withConnect(Duration deadline) {
        return new WorkerClientConfig(deadline, firstEvent, idle, total, answer, bodyBytesMax, eventBytesMax, dialect);
    }

    /** Returns these settings with another deadline for the first event. */
    public WorkerClientConfig withFirstEvent(Duration deadline) {
        return new WorkerClientConfig(connect, deadline, idle, total, answer, bodyBytesMax, eventBytesMax, dialect);
    }

    /** Returns these settings with another longest gap between bytes. */
    public WorkerClientConfig withIdle(Duration deadline) {
        return new WorkerClientConfig(
                connect, firstEvent, deadline, total, answer, bodyBytesMax, eventBytesMax, dialect);
    }

    /** Returns these settings with another deadline for a whole stream. */
    public WorkerClientConfig withTotal(Duration deadline) {
        return new WorkerClientConfig(
                connect, firstEvent, idle, deadline, answer, bodyBytesMax, eventBytesMax, dialect);
    }

    /** Returns these settings with another deadline for an answer other than a stream. */
    public WorkerClientConfig withAnswer(Duration deadline) {
        return new WorkerClientConfig(connect, firstEvent, idle, total, deadline, bodyBytesMax, eventBytesMax, dialect);
    }

    /** Returns these settings with other limits, in bytes. */
    public WorkerClientConfig withLimits(long bodyBytes, int eventBytes) {
        return new WorkerClientConfig(connect, firstEvent, idle, total, answer, bodyBytes, eventBytes, dialect);
    }

    /**
     * Returns these settings for a worker that speaks another dialect. The worker as built sends nothing before a job
     * has ended, so its first event has as much time as the whole stream.
     */
    public WorkerClientConfig withDialect(Dialect spoken) {
        Duration first = spoken == Dialect.AS_BUILT ? total : firstEvent;
        return new WorkerClientConfig(connect, first, idle, total, answer, bodyBytesMax, eventBytesMax, spoken);
    }

    private static void positive(String name, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(name + " must be above 0 and at most one day, but was " + deadline);
        }
    }
}
