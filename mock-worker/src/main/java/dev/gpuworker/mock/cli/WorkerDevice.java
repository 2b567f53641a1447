package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerStartException;
import java.util.Optional;

/**
 * The device of a worker's process: simulated for a mock, real for a stand-in.
 *
 * @param backing allocates on it; empty if it is simulated
 * @param description one sentence for the log
 * @param settings the worker's settings, with values from the device where it knows better, such as its size
 */
public record WorkerDevice(Optional<VramBacking> backing, String description, MockWorkerConfig settings) {
    /** Opens the device that the command line names. */
    public interface Opener {
        /** Returns the name of the stand-in that uses the device; empty for the mock. */
        Optional<String> standIn();

        /**
         * Opens it.
         *
         * @param index from 0
         * @param settings the worker's settings so far
         * @throws WorkerStartException if there is no such device or it cannot be used
         */
        WorkerDevice open(int index, MockWorkerConfig settings);
    }
}
