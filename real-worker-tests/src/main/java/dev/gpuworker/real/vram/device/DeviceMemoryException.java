package dev.gpuworker.real.vram.device;

/** A call of the CUDA driver that failed. The message names the function, the number, its name and the device. */
public final class DeviceMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // The driver's result codes, named as in cuda.h without CUDA_ERROR_.
    private static final int OUT_OF_MEMORY = 2;
    private static final int NO_DEVICE = 100;
    private static final int INVALID_DEVICE = 101;

    private final String function;
    private final int code;
    private final String fact;

    private DeviceMemoryException(String function, int code, String fact, String anchor) {
        super(fact + "; see docs/real-worker.md#" + anchor);
        this.function = function;
        this.code = code;
        this.fact = fact;
    }

    /**
     * Describes a failed call.
     *
     * @param function name of the driver's function, such as {@code cuMemGetInfo}
     * @param code the result that it returned
     * @param codeName the driver's name for that number
     * @param where the device, such as {@code on device 0}
     */
    public static DeviceMemoryException ofCall(String function, int code, String codeName, String where) {
        String fact = "%s returned %d (%s) %s".formatted(function, code, codeName, where);
        return new DeviceMemoryException(
                function, code, fact.strip(), code == OUT_OF_MEMORY ? "out-of-device-memory" : "cuda-call-failed");
    }

    /** Describes an index that no device has. */
    static DeviceMemoryException noSuchDevice(int index, int count) {
        String existing = count == 1 ? "the only index is 0" : "indices go from 0 to " + (count - 1);
        String fact = "there is no CUDA device %d: %s (CUDA_VISIBLE_DEVICES may hide some)".formatted(index, existing);
        return new DeviceMemoryException("cuDeviceGet", INVALID_DEVICE, fact, "no-such-device");
    }

    /** Describes a device whose size changed between two readings, so that they can't be compared. */
    public static DeviceMemoryException totalChanged(long before, long now, int index) {
        String fact = "the memory of device %d changed from %s to %s during the run, so its readings can't be compared"
                .formatted(index, ByteText.of(before), ByteText.of(now));
        return new DeviceMemoryException("cuMemGetInfo", 0, fact, "cuda-call-failed");
    }

    /** Describes a machine without usable CUDA. */
    static DeviceMemoryException unavailable(String reason) {
        return new DeviceMemoryException("cuInit", NO_DEVICE, reason, "cuda-not-available");
    }

    /** Returns the name of the driver's function that failed. */
    public String function() {
        return function;
    }

    /** Returns the driver's result code (CUresult). */
    public int code() {
        return code;
    }

    /** Returns the message without its link. */
    String fact() {
        return fact;
    }

    /** Returns whether the device was full. */
    public boolean isOutOfMemory() {
        return code == OUT_OF_MEMORY;
    }

    /** Returns whether the driver found no GPU, or CUDA can't be used at all. */
    boolean isNoDevice() {
        return code == NO_DEVICE;
    }
}
