package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.wire.ErrorCode;
import java.util.Optional;

/** The mock's devices: its own books. */
final class SimulatedDevices implements WorkerDevice.Opener {
    /** As many devices as a large machine has. */
    static final int DEVICES = 8;

    @Override
    public Optional<String> standIn() {
        return Optional.empty();
    }

    @Override
    public WorkerDevice open(int index, MockWorkerConfig settings) {
        if (index >= DEVICES) {
            throw new WorkerStartException(
                    ErrorCode.CUDA_ERROR,
                    "no such device: " + index + "; the mock simulates devices 0 to " + (DEVICES - 1),
                    null);
        }
        return new WorkerDevice(Optional.empty(), "a mock: no GPU is used, no model is run", settings);
    }
}
