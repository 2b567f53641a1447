package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.VramReading;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VramMeterTest {
    private static final long GIB = 1L << 30;

    @Test
    void deviceWhoseSizeChangesCannotBeRead() {
        var total = new AtomicLong(80 * GIB);
        var meter = new VramMeter(new DeviceMemory() {
            @Override
            public GpuDevice device() {
                return new GpuDevice(0, "SHRINKING", "0000:00:00.0", 80 * GIB, 13000);
            }

            @Override
            public VramReading read() {
                return new VramReading(10 * GIB, total.get());
            }

            @Override
            public void close() {}
        });

        assertThat(meter.usedBytes()).isEqualTo(70 * GIB);
        total.set(20 * GIB);

        assertThatThrownBy(meter::usedBytes)
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessageStartingWith(
                        "the memory of device 0 changed from 85899345920 bytes (80.0 GiB) to 21474836480"
                                + " bytes (20.0 GiB) during the run");
    }
}
