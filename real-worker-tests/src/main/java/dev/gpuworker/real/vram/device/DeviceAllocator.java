package dev.gpuworker.real.vram.device;

/**
 * Takes memory of one device, for the stand-in worker and for the probe's own measurements. Safe for use by several
 * threads.
 */
public interface DeviceAllocator extends DeviceMemory {
    /**
     * Takes plain device memory (never managed memory, which may live in the host's) and writes to all of it.
     *
     * @param bytes at least 1; the device rounds up to its granules
     * @throws DeviceMemoryException when the driver refuses; {@link DeviceMemoryException#isOutOfMemory} tells a full
     *     device
     */
    DeviceAllocation allocate(long bytes);

    /**
     * Measures what one more CUDA context costs in bytes, by making one and ending it again.
     *
     * @throws DeviceMemoryException when the driver refuses
     */
    long contextCostBytes();
}
