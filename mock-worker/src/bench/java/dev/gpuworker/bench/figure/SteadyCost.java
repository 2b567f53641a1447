package dev.gpuworker.bench.figure;

import dev.gpuworker.bench.load.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The CPU time of a process while all streams of a load run: after the last has begun, before the first ends. This
 * excludes the requests. Another thread reads it, so that the client's thread is not disturbed.
 */
final class SteadyCost {
    /** Planned gaps between two tokens that are left out at both ends. */
    private static final int MARGIN_GAPS = 5;

    private final CompletableFuture<Double> microsPerEvent;

    private SteadyCost(CompletableFuture<Double> microsPerEvent) {
        this.microsPerEvent = microsPerEvent;
    }

    /** The CPU time used by the process at an instant. */
    private record Reading(long nanos, double micros) {}

    /** Begins to measure; the load begins at the same time. */
    static SteadyCost of(long pid, Load load) {
        Duration margin = load.every().multipliedBy(MARGIN_GAPS);
        Duration from = load.ramp().plus(margin);
        Duration to = load.every().multipliedBy(load.tokens()).minus(margin);
        long latest = System.nanoTime() + to.plus(margin).toNanos();
        double eventsPerNano = (double) load.streams() / load.every().toNanos();
        return new SteadyCost(
                read(pid, from).thenCombine(read(pid, to), (begin, end) -> cost(begin, end, latest, eventsPerNano)));
    }

    /** A reading after streams have ended does not count. */
    private static double cost(Reading begin, Reading end, long latest, double eventsPerNano) {
        return end.nanos() - latest > 0
                ? Double.NaN
                : (end.micros() - begin.micros()) / (eventsPerNano * (end.nanos() - begin.nanos()));
    }

    /** Returns microseconds per planned event; NaN if the process could not be read in time. */
    double microsPerEvent() {
        return microsPerEvent.join();
    }

    private static CompletableFuture<Reading> read(long pid, Duration after) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new Reading(System.nanoTime(), ProcFiles.threadMicros(pid));
                    } catch (IOException e) {
                        return new Reading(System.nanoTime(), Double.NaN);
                    }
                },
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS));
    }
}
