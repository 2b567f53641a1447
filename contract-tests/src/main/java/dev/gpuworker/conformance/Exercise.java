package dev.gpuworker.conformance;

/** Exchanges traffic with a worker. An exercise only records; it judges nothing. Stateless and thread-safe. */
public interface Exercise {
    /** Returns the name, in words joined by hyphens; also the name of its file of traces. */
    String name();

    /** Describes the exercise in a sentence. */
    String description();

    /** Returns whether the worker has exited afterwards, so that this must be the last exercise. */
    default boolean stopsTheWorker() {
        return false;
    }

    /**
     * Makes the traffic. Throws {@link MissingPrerequisiteException} if the worker's behaviour prevents the next step,
     * and {@link NotOfferedException} if the worker lacks an optional capability. Exchanges recorded until then are
     * kept.
     *
     * @param traffic sends and records
     */
    void run(Traffic traffic);
}
