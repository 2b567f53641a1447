package dev.gpuworker.real.vram.device;

/** A block of device memory; its holder must close it. */
public interface DeviceAllocation extends AutoCloseable {
    /** Returns the requested size in bytes. */
    long bytes();

    /**
     * Frees the block. A second call has no effect.
     *
     * @throws DeviceMemoryException if the driver reports an error
     */
    @Override
    void close();
}
