package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.WorkerExitedException;
import dev.gpuworker.real.process.WorkerKilledException;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failing starts: each reports the reason, and leaves nothing on the device. */
@Tag("fake-cuda")
class StandInStartOnFakeCudaTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fakeDriver() {
        FakeCuda.loadIntoThisJvm();
    }

    @Test
    void exitBeforeReadyIsToldWithItsCodeAndLeavesNothingOnTheDevice() throws Exception {
        long before = usedBytes();

        assertThatThrownBy(() -> start(Map.of("STANDIN_CRASH_BEFORE_READY", "exit:3")))
                .isInstanceOfSatisfying(
                        WorkerExitedException.class, e -> assertThat(e.code()).isEqualTo(3));
        assertThat(usedBytes()).isEqualTo(before);
    }

    @Test
    void deathBeforeReadyIsToldWithItsSignalAndLeavesNothingOnTheDevice() throws Exception {
        long before = usedBytes();

        assertThatThrownBy(() -> start(Map.of("STANDIN_CRASH_BEFORE_READY", "kill")))
                .isInstanceOfSatisfying(
                        WorkerKilledException.class, e -> assertThat(e.signal()).isEqualTo(9));
        assertThat(usedBytes()).isEqualTo(before);
    }

    @Test
    void modelThatIsLargerThanTheDeviceFailsTheStartWithTheBytes() throws Exception {
        long before = usedBytes();

        assertThatThrownBy(() -> start(Map.of("STANDIN_WEIGHTS", "200GiB")))
                .isInstanceOfSatisfying(
                        WorkerExitedException.class, e -> assertThat(e.code()).isEqualTo(1))
                .hasMessageContaining("INSUFFICIENT_VRAM")
                .hasMessageContaining("214748364800");
        assertThat(usedBytes()).isEqualTo(before);
    }

    @Test
    void deviceThatOthersFilledFailsTheStartWithTheBytesThatAreLeft() throws Exception {
        try (var memory = Cuda.openAllocator(0);
                var others = memory.allocate(100L << 30)) {
            assertThat(others.bytes()).isEqualTo(100L << 30);

            assertThatThrownBy(() -> start(Map.of("STANDIN_WEIGHTS", "100GiB")))
                    .isInstanceOfSatisfying(
                            WorkerExitedException.class,
                            e -> assertThat(e.code()).isEqualTo(1))
                    .hasMessageContaining("INSUFFICIENT_VRAM")
                    .hasMessageContaining("weights needs 107374182400 bytes");
        }
    }

    @Test
    void deviceThatDoesNotExistFailsTheStart() {
        assertThatThrownBy(() -> ReadyWorker.start(
                        StandInLife.config(
                                folder,
                                Map.of(),
                                new TestDevice(5, TestDevice.fake().environment())),
                        folder))
                .isInstanceOfSatisfying(
                        WorkerExitedException.class, e -> assertThat(e.code()).isEqualTo(1))
                .hasMessageContaining("CUDA_ERROR")
                .hasMessageContaining("there is no CUDA device 5");
    }

    private void start(Map<String, String> environment) throws Exception {
        ReadyWorker.start(StandInLife.config(folder, environment, TestDevice.fake()), folder)
                .close();
    }

    private static long usedBytes() {
        try (DeviceMemory memory = Cuda.open(0)) {
            return memory.read().usedBytes();
        }
    }
}
