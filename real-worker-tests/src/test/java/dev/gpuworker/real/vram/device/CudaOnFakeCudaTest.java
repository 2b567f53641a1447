package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fake-cuda")
class CudaOnFakeCudaTest {
    private static final long MIB = 1L << 20;
    private static final long GRANULE = 2 * MIB;

    private DeviceAllocator memory;

    @BeforeEach
    void open() {
        FakeCuda.loadIntoThisJvm();
        memory = Cuda.openAllocator(0);
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void deviceNameTellsThatItIsAFake() {
        assertThat(Cuda.unavailable()).isEmpty();
        assertThat(memory.device().name()).startsWith("FAKE");
        assertThat(memory.device().cudaVersion()).isEqualTo("13.0");
    }

    @Test
    void allocationIsSeenInGranulesAndGivenBack() {
        long before = memory.read().usedBytes();

        DeviceAllocation block = memory.allocate(3 * MIB);
        long during = memory.read().usedBytes();
        block.close();
        block.close();

        assertThat(during - before).isEqualTo(2 * GRANULE);
        assertThat(memory.read().usedBytes()).isEqualTo(before);
        assertThat(block.bytes()).isEqualTo(3 * MIB);
    }

    @Test
    void fullDeviceIsOutOfMemoryAndTakesNothing() {
        long before = memory.read().usedBytes();

        assertThatThrownBy(() -> memory.allocate(memory.device().totalBytes()))
                .isInstanceOfSatisfying(DeviceMemoryException.class, e -> {
                    assertThat(e.isOutOfMemory()).isTrue();
                    assertThat(e.code()).isEqualTo(2);
                    assertThat(e.function()).startsWith("cuMemAlloc");
                })
                .hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY");
        assertThat(memory.read().usedBytes()).isEqualTo(before);
    }

    @Test
    void anyThreadMayRead() throws Exception {
        long here = memory.read().usedBytes();
        var executor = Executors.newSingleThreadExecutor();

        long there = CompletableFuture.supplyAsync(() -> memory.read().usedBytes(), executor)
                .get(30, TimeUnit.SECONDS);
        executor.shutdown();

        assertThat(there).isEqualTo(here);
    }

    @Test
    void devicesKeepTheirOwnBooks() {
        try (DeviceAllocator second = Cuda.openAllocator(1)) {
            long firstBefore = memory.read().usedBytes();
            long secondBefore = second.read().usedBytes();

            try (DeviceAllocation block = second.allocate(10 * MIB)) {
                assertThat(memory.read().usedBytes()).isEqualTo(firstBefore);
                assertThat(second.read().usedBytes()).isEqualTo(secondBefore + block.bytes());
            }
        }
    }

    @Test
    void contextCostIsMeasuredAndGivenBack() {
        long before = memory.read().usedBytes();

        assertThat(memory.contextCostBytes()).isEqualTo(512 * MIB);
        assertThat(memory.read().usedBytes()).isEqualTo(before);
    }

    @Test
    void secondProbeOnTheSameDeviceSharesTheContext() {
        long before = memory.read().usedBytes();

        try (DeviceMemory again = Cuda.open(0)) {
            assertThat(again.read().usedBytes()).isEqualTo(before);
        }
        assertThat(memory.read().usedBytes()).isEqualTo(before);
    }

    @Test
    void closedDeviceRefusesToRead() {
        memory.close();
        memory.close();

        assertThatThrownBy(memory::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void zeroBytesCannotBeAllocated() {
        assertThatThrownBy(() -> memory.allocate(0)).hasMessage("bytes must be at least 1, but was 0");
    }
}
