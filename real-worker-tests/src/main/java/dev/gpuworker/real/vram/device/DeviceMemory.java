package dev.gpuworker.real.vram.device;

/**
 * Reads how much memory of one device all processes together use. Safe for use by several threads. Covers M0-SYS-2.2.1.
 *
 * <p>An implementation may itself hold a constant amount (a CUDA context) from open to close. It is part of every
 * reading, so it cancels out in differences.
 */
public interface DeviceMemory extends AutoCloseable {
    /** Returns the device that is read. */
    GpuDevice device();

    /**
     * Reads the device now; takes about a millisecond.
     *
     * @throws DeviceMemoryException if the driver reports an error; the message has the function's name and the code
     * @throws IllegalStateException after {@link #close}
     */
    VramReading read();

    /** Closes the device. A second call has no effect. */
    @Override
    void close();
}
