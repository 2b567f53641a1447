package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.leak.LeakPlan;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * The device at rest: readings while nothing of ours runs. They show how much memory is in use anyway, and how much
 * that varies.
 *
 * @param readingsBytes memory in use at each reading, at least {@value #READINGS_MIN} of them
 */
public record VramBaseline(List<Long> readingsBytes) {
    /** The block size of the CUDA driver on data-centre cards. Smaller changes can't be seen. */
    public static final long GRANULE_BYTES = LeakPlan.GRANULE_BYTES;

    static final int READINGS_MIN = 3;

    /** Beyond this swing no verdict is possible, because something else uses the card. */
    private static final long QUIET_BYTES_MAX = 8 * GRANULE_BYTES;

    /** Copies the readings. */
    public VramBaseline {
        readingsBytes = List.copyOf(readingsBytes);
        if (readingsBytes.size() < READINGS_MIN) {
            throw new IllegalArgumentException(
                    "a baseline needs at least " + READINGS_MIN + " readings, but got " + readingsBytes.size());
        }
    }

    /** Returns the median of the readings. */
    public long usedBytes() {
        return Medians.of(readingsBytes);
    }

    /** Returns the greatest minus the least reading: the noise band, 0 on a quiet card. */
    public long rangeBytes() {
        LongSummaryStatistics all =
                readingsBytes.stream().mapToLong(Long::longValue).summaryStatistics();
        return all.getMax() - all.getMin();
    }

    /** Returns the largest residual that counts as none: the noise band, but at least one granule. */
    public long toleranceBytes() {
        return Math.max(GRANULE_BYTES, rangeBytes());
    }

    /** Returns whether the card was quiet enough for verdicts: a swing of at most 8 granules. */
    public boolean isQuiet() {
        return rangeBytes() <= QUIET_BYTES_MAX;
    }
}
