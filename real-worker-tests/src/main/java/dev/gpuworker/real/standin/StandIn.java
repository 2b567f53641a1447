package dev.gpuworker.real.standin;

import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.real.vram.Cuda;
import dev.gpuworker.real.vram.DeviceAllocator;
import java.util.Optional;

/**
 * The device behind one stand-in: a real one where CUDA can be used, plain accounting elsewhere.
 *
 * @param backing where its memory comes from
 * @param deviceBytes memory of the device, empty without one
 * @param description one sentence for the log
 */
record StandIn(VramBacking backing, Optional<Long> deviceBytes, String description) {
    /** What {@code /health} and reports call it. */
    static final String IDENTITY = "worker-orcd-stand-in";

    /**
     * Opens the device.
     *
     * @param gpuDevice from 0
     * @throws dev.gpuworker.real.vram.DeviceMemoryException when CUDA works but there is no such device, or the driver
     *     fails
     */
    static StandIn open(int gpuDevice, Misbehaviour misbehaviour, Crash crash) {
        Optional<String> unavailable = Cuda.unavailable();
        if (unavailable.isPresent()) {
            return new StandIn(
                    new PlainBacking(misbehaviour, crash),
                    Optional.empty(),
                    "a stand-in without device memory, all numbers are its own accounting: " + unavailable.get());
        }
        DeviceAllocator memory = Cuda.openAllocator(gpuDevice);
        return new StandIn(
                new DeviceBacking(memory, misbehaviour, crash),
                Optional.of(memory.device().totalBytes()),
                "a stand-in with real memory of " + memory.device());
    }
}
