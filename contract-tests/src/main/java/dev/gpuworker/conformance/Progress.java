package dev.gpuworker.conformance;

/** Is notified of the progress of a run. Called on the run's own thread. */
public interface Progress {
    /** Ignores all notifications. */
    Progress NONE = (exercise, number, count) -> {};

    /**
     * An exercise begins.
     *
     * @param exercise which
     * @param number its position in the run, from 1
     * @param count how many there are
     */
    void begins(Exercise exercise, int number, int count);
}
