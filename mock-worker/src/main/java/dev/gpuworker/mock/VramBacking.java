package dev.gpuworker.mock;

/**
 * Real device memory behind the worker's VRAM ledger, for a stand-in whose VRAM can be measured.
 *
 * <p>The ledger decides first whether its own total has room, then asks the backing. Calls come from any thread except
 * the timer threads, and may be concurrent for different owners.
 */
public interface VramBacking extends AutoCloseable {
    /** The owner of the model's weights; every other owner is a job, named {@code job:} and its id. */
    String WEIGHTS = "weights";

    /**
     * Allocates device memory and returns it.
     *
     * @param owner {@link #WEIGHTS} or {@code job:<job_id>}
     * @param bytes above 0
     * @throws VramExhaustedException if the device has no room; nothing stays allocated
     */
    Allocation allocate(String owner, long bytes) throws VramExhaustedException;

    /** Returns the name for {@code stand_in} in {@code /health} and for the {@code Server} header; not empty. */
    String identity();

    /** Frees everything that is still allocated. Called once, after the worker has stopped. */
    @Override
    void close();

    /** Device memory of one owner. */
    interface Allocation extends AutoCloseable {
        /** Frees the memory. Called exactly once, when the job has ended or the worker stops. */
        @Override
        void close();
    }
}
