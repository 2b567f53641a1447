package dev.gpuworker.mock.scenario.internal.explain;

import dev.gpuworker.mock.scenario.ExecutionRandom;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.TimedLine;
import dev.gpuworker.wire.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The simulated time lines of many jobs of one scenario. Not thread-safe. */
final class SimulatedTimes {
    /** Enough for a 99th percentile with one decimal. */
    private static final int JOBS = 401;

    private final RandomGenerator[] random = new RandomGenerator[JOBS];
    private final long[] nanos = new long[JOBS];
    private String since = "";

    SimulatedTimes(Seed set, String scenario) {
        for (int job = 0; job < JOBS; job++) {
            random[job] = ExecutionRandom.of(set, scenario, new Seed(job));
        }
    }

    void add(Pacing wait) {
        for (int job = 0; job < JOBS; job++) {
            nanos[job] += wait.draw(random[job]).toNanos();
        }
    }

    /** Restarts the time line at the instant at which somebody opens this gate. */
    void restart(String gate) {
        Arrays.fill(nanos, 0);
        since = gate;
    }

    /** Returns a line at the instant reached so far. */
    TimedLine line(String event, String detail) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new TimedLine(since, sorted[JOBS / 2] / 1e6, sorted[(JOBS * 99) / 100] / 1e6, event, detail);
    }
}
