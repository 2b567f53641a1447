package dev.gpuworker.conformance;

import dev.gpuworker.conformance.http.RecordingLimit;
import java.util.Locale;

/** Collects the settings of a run. Not thread-safe. */
public final class ConformanceRunBuilder {
    private static final long SEED_MAX = (1L << 53) - 1;

    private final WorkerUnderTest worker;
    private final Rulebook rulebook;
    private Patience patience = Patience.DEFAULT;
    private long seed = 42;
    private Progress progress = Progress.NONE;

    ConformanceRunBuilder(WorkerUnderTest worker, Rulebook rulebook) {
        this.worker = worker;
        this.rulebook = rulebook;
    }

    /** Sets how long to wait; {@link Patience#DEFAULT} by default. */
    public ConformanceRunBuilder patience(Patience howLong) {
        patience = howLong;
        return this;
    }

    /** Sets the seed of the jobs, 0 to 2^53 - 1; 42 by default. */
    public ConformanceRunBuilder seed(long value) {
        if (value < 0 || value > SEED_MAX) {
            throw new IllegalArgumentException("seed must be from 0 to " + SEED_MAX + ", but was " + value);
        }
        seed = value;
        return this;
    }

    /** Sets the listener for the progress of the run; none by default. */
    public ConformanceRunBuilder progress(Progress listener) {
        progress = listener;
        return this;
    }

    /** Returns the run; it has not begun yet. */
    public ConformanceRun build() {
        String runId = Long.toString(System.nanoTime() & Long.MAX_VALUE, 36).toLowerCase(Locale.ROOT);
        return new ConformanceRun(
                worker, rulebook, new RunSettings(patience, seed, runId, new RecordingLimit()), progress);
    }
}
