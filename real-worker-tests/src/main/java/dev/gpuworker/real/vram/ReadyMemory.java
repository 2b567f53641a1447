package dev.gpuworker.real.vram;

import dev.gpuworker.real.process.linux.HostMemory;
import java.util.Optional;

/**
 * The readings once a worker is ready.
 *
 * @param baseline the device before the worker was started
 * @param usedBytes memory in use on the device now
 * @param contextBytes what a CUDA context costs on this device
 * @param host host memory of the worker's processes; empty if it can't be read
 */
record ReadyMemory(VramBaseline baseline, long usedBytes, long contextBytes, Optional<HostMemory> host) {
    /** Returns the rise since the baseline. */
    long riseBytes() {
        return usedBytes - baseline.usedBytes();
    }
}
