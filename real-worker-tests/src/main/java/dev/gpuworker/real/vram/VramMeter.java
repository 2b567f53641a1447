package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes readings in the ways that the verdicts need. Safe for use by several threads when its device is. */
public final class VramMeter {
    /** Ten readings over about a second see what a display or a monitor on the same card does. */
    private static final int IDLE_READINGS = 10;

    private static final Duration IDLE_GAP = Duration.ofMillis(100);

    /** A median of five is not moved by two odd readings. */
    private static final int SETTLED_READINGS = 5;

    private static final Duration SETTLED_GAP = Duration.ofMillis(10);

    private final DeviceMemory memory;
    private final Pace pace;

    /** Makes a meter of an open device, which stays the caller's to close. */
    public VramMeter(DeviceMemory memory) {
        this(memory, Pace.system());
    }

    VramMeter(DeviceMemory memory, Pace pace) {
        this.memory = memory;
        this.pace = pace;
    }

    /** Returns the device that is read. */
    public GpuDevice device() {
        return memory.device();
    }

    /**
     * Reads the device at rest, ten times in about a second. Nothing of the caller's may be starting or stopping
     * meanwhile.
     *
     * @throws DeviceMemoryException when the driver fails
     */
    public VramBaseline baseline() throws InterruptedException {
        return new VramBaseline(readings(IDLE_READINGS, IDLE_GAP));
    }

    /**
     * Returns the memory in use in bytes: the median of five readings in about 50 ms.
     *
     * @throws DeviceMemoryException when the driver fails
     */
    public long settledBytes() throws InterruptedException {
        return Medians.of(readings(SETTLED_READINGS, SETTLED_GAP));
    }

    long usedBytes() {
        return memory.read().usedBytes();
    }

    Pace pace() {
        return pace;
    }

    private List<Long> readings(int count, Duration gap) throws InterruptedException {
        var readings = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                pace.pause(gap);
            }
            readings.add(usedBytes());
        }
        return readings;
    }
}
