package dev.gpuworker.real.vram;

import java.util.Optional;

/**
 * Distinguishes a leak from warm-up, one-off steps and noise. It first waits until memory is level: most workers are
 * level after six to eight batches, and a step or a saturating cache only delays that. Only a series that never becomes
 * level is tested for a trend, once.
 *
 * <p>False alarms: at most 1 % under any noise without a trend; none for up to two one-off steps or a cache that is
 * full within 14 batches. On a quiet card a leak of one granule in four batches, or more, is always found.
 */
final class LeakRule {
    /** How many readings in a row must lie within the noise band for memory to count as level. */
    static final int LEVEL_READINGS = 6;

    static final int BATCHES_MAX = 20;
    private static final double P_MAX = 0.01;

    private LeakRule() {}

    /** Judges the readings so far; empty while more batches are needed, which is never the case after 20. */
    public static Optional<LeakVerdict> judge(LeakSeries series) {
        if (series.batches() >= LEVEL_READINGS && series.rangeOfLast(LEVEL_READINGS) <= series.noiseBytes()) {
            return Optional.of(new LeakVerdict.Level(series));
        }
        return series.batches() < BATCHES_MAX ? Optional.empty() : Optional.of(trend(series));
    }

    private static LeakVerdict trend(LeakSeries series) {
        double p = MannKendall.of(series.usedBytes()).p();
        boolean grows = p <= P_MAX
                && series.bytesPerRequest() > 0
                && series.riseBytes() > Math.max(series.noiseBytes(), VramBaseline.GRANULE_BYTES);
        return grows ? new LeakVerdict.Leaking(series, p) : new LeakVerdict.Unsettled(series, p);
    }
}
