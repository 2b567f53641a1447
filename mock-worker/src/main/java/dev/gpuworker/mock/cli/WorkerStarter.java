package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;

/** Starts one worker with these settings; throws {@link dev.gpuworker.mock.WorkerStartException} where it cannot. */
@FunctionalInterface
interface WorkerStarter {
    MockWorker start(MockWorkerConfig config);
}
