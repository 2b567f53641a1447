package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.FakeCuda;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fake-cuda")
class ProbeOnFakeCudaTest {
    private static final NvidiaSmi MISSING = new NvidiaSmi("/no/such/nvidia-smi", Duration.ofSeconds(5));

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void measuresContextGranuleAndNoise() throws Exception {
        ProbeReport report = ProbeReport.take(1, MISSING);

        assertThat(report.device().index()).isEqualTo(1);
        assertThat(report.contextCostBytes()).isEqualTo(512L << 20);
        assertThat(report.granuleBytes()).isEqualTo(VramBaseline.GRANULE_BYTES);
        assertThat(report.idle().rangeBytes()).isZero();
        assertThat(report.isFit()).isTrue();
    }

    @Test
    void givesBackWhatItTook() throws Exception {
        try (DeviceMemory memory = Cuda.open(0)) {
            long before = memory.read().usedBytes();

            ProbeReport.take(0, MISSING);

            assertThat(memory.read().usedBytes()).isEqualTo(before);
        }
    }

    @Test
    void textTellsOneFactALine() throws Exception {
        assertThat(ProbeReport.take(1, MISSING).text())
                .startsWith("device 1 (FAKE H200, 0000:F1:00.0, 150754820096 bytes (140.4 GiB), CUDA 13.0)\n")
                .contains(
                        "noise           0 bytes over 10 readings\n",
                        "one context     536870912 bytes (512.0 MiB)\n",
                        "granule         2097152 bytes (2.0 MiB)\n",
                        "processes       unknown: /no/such/nvidia-smi can't be run")
                .endsWith("verdicts        possible");
    }

    @Test
    void deviceThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> ProbeReport.take(7, MISSING))
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessageStartingWith("there is no CUDA device 7: indices go from 0 to 1");
    }
}
