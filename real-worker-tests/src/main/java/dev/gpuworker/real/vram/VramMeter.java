package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.VramReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the kinds of readings that the verdicts need. Safe for use by several threads if its device is. */
public final class VramMeter {
    /** Ten readings over about a second show the influence of a display or a monitor on the same card. */
    private static final int IDLE_READINGS = 10;

    private static final Duration IDLE_GAP = Duration.ofMillis(100);

    /** Two odd readings don't change a median of five. */
    private static final int SETTLED_READINGS = 5;

    private static final Duration SETTLED_GAP = Duration.ofMillis(10);

    /** Longer than a worker that frees after its terminal event, or a driver on a busy machine, should need. */
    private static final Duration LATE_MAX = Duration.ofMillis(300);

    private final DeviceMemory memory;
    private final Pace pace;
    private final AtomicLong totalBytes = new AtomicLong();

    /** Creates a meter for an open device; the caller must close the device. */
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
     * Reads the device at rest, ten times in about a second. The caller must not start or stop anything on the device
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

    /**
     * Does the same after work. Drivers and workers free memory somewhat later than they say, so a reading above the
     * one before is taken again until it comes down, for at most a third of a second.
     *
     * @param beforeBytes the reading before, or {@link Long#MAX_VALUE} if there is none
     * @param noiseBytes readings may differ by this much without a reason
     */
    long settledBytes(long beforeBytes, long noiseBytes) throws InterruptedException {
        long deadline = pace.nanoTime() + LATE_MAX.toNanos();
        long settled = settledBytes();
        while (settled - noiseBytes > beforeBytes && pace.nanoTime() - deadline < 0) {
            settled = settledBytes();
        }
        return settled;
    }

    /** Throws {@link DeviceMemoryException} also if the device has another size than at the first reading. */
    long usedBytes() {
        VramReading reading = memory.read();
        long before = totalBytes.compareAndExchange(0, reading.totalBytes());
        if (before != 0 && before != reading.totalBytes()) {
            throw DeviceMemoryException.totalChanged(before, reading.totalBytes(), device().index());
        }
        return reading.usedBytes();
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
