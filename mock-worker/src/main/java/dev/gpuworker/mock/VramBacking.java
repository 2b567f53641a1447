package dev.gpuworker.mock;

/**
 * Real device memory behind the worker's VRAM ledger, for a stand-in whose VRAM can be measured.
 *
 * <p>The ledger decides first whether its own total has room, then asks the backing. Calls come from any thread, for
 * different owners also at the same time, and never from the thread that keeps time.
 */
public interface VramBacking extends AutoCloseable {
    /** The owner of the model's weights; every other owner is a job, as {@code job:} and its id. */
    String WEIGHTS = "weights";

    /**
     * Allocates device memory and returns it.
     *
     * @param owner {@link #WEIGHTS} or {@code job:<job_id>}
     * @param bytes above 0
     * @throws VramExhaustedException where the device has no room; nothing stays allocated
     */
    Allocation allocate(String owner, long bytes) throws VramExhaustedException;

    /** Returns what {@code /health} tells as {@code stand_in} and the {@code Server} header names, not empty. */
    String identity();

    /** Frees whatever is still allocated. Called once, after the worker has stopped. */
    @Override
    void close();

    /** Device memory of one owner. */
    interface Allocation extends AutoCloseable {
        /** Frees the memory. Called exactly once, when the job has ended or the worker stops. */
        @Override
        void close();
    }
}
