package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.VramReading;
import java.time.Duration;
import java.util.function.LongUnaryOperator;

/** A device without a GPU: the memory in use is a function of time, and time passes only when somebody waits. */
final class SimulatedDevice implements DeviceMemory, Pace {
    static final long GRANULE = VramBaseline.GRANULE_BYTES;
    private static final long TOTAL_BYTES = 1L << 37;

    private final LongUnaryOperator usedBytesAtMillis;
    private long nanos;
    private int readings;

    SimulatedDevice(LongUnaryOperator usedBytesAtMillis) {
        this.usedBytesAtMillis = usedBytesAtMillis;
    }

    VramMeter meter() {
        return new VramMeter(this, this);
    }

    int readings() {
        return readings;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public GpuDevice device() {
        return new GpuDevice(0, "SIMULATED", "0000:00:00.0", TOTAL_BYTES, 13000);
    }

    @Override
    public VramReading read() {
        readings++;
        long used = usedBytesAtMillis.applyAsLong(elapsed().toMillis());
        return new VramReading(TOTAL_BYTES - used, TOTAL_BYTES);
    }

    @Override
    public void close() {}

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void pauseUntil(long nanoTime) {
        nanos = Math.max(nanos, nanoTime);
    }
}
