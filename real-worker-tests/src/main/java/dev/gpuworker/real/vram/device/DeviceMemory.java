package dev.gpuworker.real.vram.device;

/**
 * Reads how much memory of one device is in use, by all processes together. Safe for use by several threads. Covers
 * M0-SYS-2.2.1.
 *
 * <p>An implementation may itself hold a constant amount (a CUDA context) from open to close: it is part of every
 * reading and cancels out in differences.
 */
public interface DeviceMemory extends AutoCloseable {
    /** Returns the device that is read. */
    GpuDevice device();

    /**
     * Reads the device now; takes about a millisecond.
     *
     * @throws DeviceMemoryException when the driver reports an error, with the function's name and the code
     * @throws IllegalStateException after {@link #close}
     */
    VramReading read();

    /** Gives the device back. A second call has no effect. */
    @Override
    void close();
}
