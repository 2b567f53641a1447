package dev.gpuworker.real.vram.device;

/**
 * The facts that the CUDA driver reports about one device.
 *
 * @param index the index that {@code --gpu-device} takes, from 0; the driver counts only devices that
 *     {@code CUDA_VISIBLE_DEVICES} leaves visible
 * @param name the product's name
 * @param pciBusId id such as {@code 0000:3B:00.0}, by which {@code nvidia-smi} knows the device
 * @param totalBytes memory of the device
 * @param driverVersion the newest CUDA version that the driver supports, as 1000 × major + 10 × minor
 */
public record GpuDevice(int index, String name, String pciBusId, long totalBytes, int driverVersion) {
    /** Checks that index and size make sense. */
    public GpuDevice {
        if (index < 0 || totalBytes <= 0) {
            throw new IllegalArgumentException(
                    "index must be at least 0 and totalBytes positive, but were " + index + " and " + totalBytes);
        }
    }

    /** Returns the CUDA version in the usual form, such as {@code 13.0}. */
    public String cudaVersion() {
        return driverVersion / 1000 + "." + driverVersion % 1000 / 10;
    }

    @Override
    public String toString() {
        return "device %d (%s, %s, %s, CUDA %s)"
                .formatted(index, name, pciBusId, ByteText.of(totalBytes), cudaVersion());
    }
}
