package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramBacking.Allocation;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fake-cuda")
class DeviceBackingOnFakeCudaTest {
    private static final long MIB = 1L << 20;

    private final AtomicReference<String> crash = new AtomicReference<>("");
    private DeviceMemory memory;
    private long before;

    @BeforeEach
    void open() {
        FakeCuda.loadIntoThisJvm();
        memory = Cuda.open(0);
        before = memory.read().usedBytes();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void weightsAndCachesAreOnTheDeviceAndGoAgain() throws Exception {
        try (VramBacking backing = backing(Map.of())) {
            Allocation weights = backing.allocate(VramBacking.WEIGHTS, 512 * MIB);
            Allocation cache = backing.allocate("job:1", 64 * MIB);
            assertThat(rise()).isEqualTo(576 * MIB);

            cache.close();
            assertThat(rise()).isEqualTo(512 * MIB);
            weights.close();
            assertThat(rise()).isZero();
        }
    }

    @Test
    void leakStaysAfterEveryJob() throws Exception {
        try (VramBacking backing = backing(Map.of("STANDIN_LEAK", "2MiB"))) {
            backing.allocate("job:1", 64 * MIB).close();
            backing.allocate("job:2", 64 * MIB).close();

            assertThat(rise()).isEqualTo(4 * MIB);
        }
    }

    @Test
    void stepStaysOnce() throws Exception {
        try (VramBacking backing = backing(Map.of("STANDIN_STEP", "8MiB", "STANDIN_STEP_AT_JOB", "2"))) {
            for (int job = 1; job <= 4; job++) {
                backing.allocate("job:" + job, 64 * MIB).close();
                assertThat(rise()).isEqualTo(job < 2 ? 0 : 8 * MIB);
            }
        }
    }

    @Test
    void outOfMemoryTellsWhatWasAskedAndWhatIsFree() throws Exception {
        try (VramBacking backing = backing(Map.of("STANDIN_OOM_AT_JOB", "1"))) {
            assertThatThrownBy(() -> backing.allocate("job:1", 64 * MIB))
                    .isInstanceOfSatisfying(VramExhaustedException.class, e -> {
                        assertThat(e.requiredBytes()).isEqualTo(memory.device().totalBytes());
                        assertThat(e.availableBytes()).isEqualTo(memory.read().freeBytes());
                    });
            assertThat(rise()).isZero();
            backing.allocate("job:2", 64 * MIB).close();
        }
    }

    @Test
    void crashComesWhileTheWeightsAreHeld() throws Exception {
        try (VramBacking backing = backing(Map.of("STANDIN_CRASH_BEFORE_READY", "exit:3"))) {
            backing.allocate(VramBacking.WEIGHTS, 64 * MIB).close();

            assertThat(crash).hasValue("exit:3");
        }
    }

    @Test
    void saysThatItIsAStandIn() {
        try (VramBacking backing = backing(Map.of())) {
            assertThat(backing.identity()).isEqualTo("worker-orcd-stand-in");
        }
        assertThat(new PlainBacking(Misbehaviour.NONE, crash::set).identity())
                .isEqualTo("worker-orcd-stand-in without a device");
    }

    private VramBacking backing(Map<String, String> misbehaviour) {
        return new DeviceBacking(Cuda.openAllocator(0), Misbehaviour.of(misbehaviour), crash::set);
    }

    private long rise() {
        return memory.read().usedBytes() - before;
    }
}
