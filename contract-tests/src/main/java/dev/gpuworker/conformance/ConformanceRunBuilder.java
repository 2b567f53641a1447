package dev.gpuworker.conformance;

import org.jspecify.annotations.Nullable;

/** Collects the settings of a run. Not thread-safe. */
public final class ConformanceRunBuilder {
    static final long SEED_DEFAULT = 42;
    private static final long SEED_MAX = (1L << 53) - 1;

    private final WorkerUnderTest worker;
    private final Rulebook rulebook;
    private Patience patience = Patience.DEFAULT;
    private long seed = SEED_DEFAULT;
    private JobPrompts prompts = JobPrompts.STANDARD;
    private @Nullable GoingOn goingOn;
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

    /** Sets how the jobs ask for text; {@link JobPrompts#STANDARD} by default. */
    public ConformanceRunBuilder prompts(JobPrompts ways) {
        prompts = ways;
        return this;
    }

    /**
     * Sets what is known already about how this worker can be made to go on, its prompts included; by default the run
     * finds it out itself.
     */
    public ConformanceRunBuilder goingOn(GoingOn known) {
        goingOn = known;
        return this;
    }

    /** Sets the listener for the progress of the run; none by default. */
    public ConformanceRunBuilder progress(Progress listener) {
        progress = listener;
        return this;
    }

    /** Returns the run; it has not begun yet. */
    public ConformanceRun build() {
        RunSettings settings = RunSettings.of(patience, seed, goingOn == null ? prompts : goingOn.prompts());
        return new ConformanceRun(
                worker,
                rulebook,
                settings,
                goingOn == null ? new GoingOn(worker, settings) : goingOn.forRun(worker, settings),
                progress);
    }
}
