package dev.gpuworker.real.vram.device;

/** A block of device memory that its holder must give back. */
public interface DeviceAllocation extends AutoCloseable {
    /** Returns the bytes that were asked for. */
    long bytes();

    /**
     * Frees the block. A second call has no effect.
     *
     * @throws DeviceMemoryException when the driver reports an error
     */
    @Override
    void close();
}
