package dev.gpuworker.conformance;

/** Hears how a run gets on. Called from the run's own thread. */
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (exercise, number, count) -> {};

    /**
     * An exercise begins.
     *
     * @param exercise which
     * @param number its place in the run, from 1
     * @param count how many there are
     */
    void begins(Exercise exercise, int number, int count);
}
