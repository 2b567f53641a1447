package dev.gpuworker.real.vram.device;

/**
 * One reading of a device.
 *
 * @param freeBytes memory that nobody holds, device-wide
 * @param totalBytes memory of the device
 */
public record VramReading(long freeBytes, long totalBytes) {
    /** Refuses impossible readings; an unchecked driver error looks like 0 of 0 bytes. */
    public VramReading {
        if (totalBytes <= 0 || freeBytes < 0 || freeBytes > totalBytes) {
            throw new IllegalArgumentException("expected 0 <= free <= total and total > 0, but free was " + freeBytes
                    + " and total " + totalBytes + " bytes");
        }
    }

    /** Returns the memory in use by all processes, in bytes. */
    public long usedBytes() {
        return totalBytes - freeBytes;
    }
}
