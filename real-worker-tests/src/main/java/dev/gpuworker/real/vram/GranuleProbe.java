package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceAllocation;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import java.util.ArrayList;
import java.util.List;

/** Measures the smallest step in which a device's free memory changes. */
final class GranuleProbe {
    private static final long BLOCK_BYTES = 64 * 1024;

    /** 8 MiB together, so they cross at least one step of 2 MiB, however full the first granule is. */
    private static final int BLOCKS_MAX = 128;

    private GranuleProbe() {}

    /** Returns the step in bytes, 0 if none was seen; frees everything that it allocates. */
    static long measure(DeviceAllocator memory) {
        List<DeviceAllocation> blocks = new ArrayList<>();
        try {
            long before = memory.read().usedBytes();
            for (int i = 0; i < BLOCKS_MAX; i++) {
                blocks.add(memory.allocate(BLOCK_BYTES));
                long step = memory.read().usedBytes() - before;
                if (step > 0) {
                    return step;
                }
            }
            return 0;
        } finally {
            blocks.forEach(DeviceAllocation::close);
        }
    }
}
