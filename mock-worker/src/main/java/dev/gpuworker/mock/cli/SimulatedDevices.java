package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.wire.ErrorCode;
import java.util.Optional;

/** The mock's devices, which exist only in its ledger. */
final class SimulatedDevices implements WorkerDevice.Opener {
    /** The number of devices in a large machine. */
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
        return new WorkerDevice(Optional.empty(), "this is a mock: it uses no GPU and runs no model", settings);
    }
}
