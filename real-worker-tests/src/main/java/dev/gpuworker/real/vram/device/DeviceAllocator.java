package dev.gpuworker.real.vram.device;

/**
 * Allocates memory on one device, for the stand-in worker and for the probe's own measurements. Safe for use by several
 * threads.
 */
public interface DeviceAllocator extends DeviceMemory {
    /**
     * Allocates plain device memory and writes to all of it. Managed memory is never used, because it may live in host
     * memory.
     *
     * @param bytes at least 1; the device rounds up to its granules
     * @throws DeviceMemoryException if the driver refuses; {@link DeviceMemoryException#isOutOfMemory} is true if the
     *     device is full
     */
    DeviceAllocation allocate(long bytes);

    /**
     * Creates and destroys a CUDA context to measure how many bytes one takes.
     *
     * @throws DeviceMemoryException if the driver refuses
     */
    long contextCostBytes();
}
