package dev.gpuworker.conformance;

/** Makes traffic with a worker. It judges nothing: it records. Stateless and thread-safe. */
public interface Exercise {
    /** Returns the name, in words joined by hyphens; also the name of its file of traces. */
    String name();

    /** Returns what it does, in a sentence. */
    String description();

    /** Tells whether the worker is gone afterwards, so that this has to be the last exercise. */
    default boolean stopsTheWorker() {
        return false;
    }

    /**
     * Makes the traffic. Throws {@link MissingPrerequisiteException} when the worker does not let it get on, and
     * {@link NotOfferedException} when the worker lacks an optional capability; what was recorded until then is kept.
     *
     * @param traffic what sends and records
     */
    void run(Traffic traffic);
}
