package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerStartException;
import java.util.Optional;

/**
 * The device under a worker's process: simulated for the mock, a real one for a stand-in.
 *
 * @param backing what allocates on it; empty where it is simulated
 * @param description one sentence for the log
 * @param settings the worker's settings, with what the device knows better, such as its size
 */
public record WorkerDevice(Optional<VramBacking> backing, String description, MockWorkerConfig settings) {
    /** Opens the device that the command line names. */
    public interface Opener {
        /** Returns the name of the stand-in whose device this is; empty for the mock. */
        Optional<String> standIn();

        /**
         * Opens it.
         *
         * @param index from 0
         * @param settings the worker's settings so far
         * @throws WorkerStartException where there is no such device or it cannot be used
         */
        WorkerDevice open(int index, MockWorkerConfig settings);
    }
}
