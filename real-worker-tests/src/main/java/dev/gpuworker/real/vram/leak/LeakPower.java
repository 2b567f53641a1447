package dev.gpuworker.real.vram.leak;

import dev.gpuworker.real.vram.leak.LeakWindow.Line;
import java.util.Arrays;
import java.util.Random;

/**
 * The power of readings: which leak they would have shown, and how often they would have shown one that is not there.
 * Both come from {@value #RESAMPLES} windows that are made of the residuals of the readings themselves. Blocks of
 * residuals are drawn, not single ones, because noise has a memory.
 *
 * @param leastLeakPerBatch the least leak of a batch, in bytes, that 99 of 100 runs with this noise would have shown
 * @param falseAlarms resampled runs without a leak in which one would have been found
 */
record LeakPower(double leastLeakPerBatch, int falseAlarms) {
    static final int RESAMPLES = 400;

    /** A leak shows in two windows one after the other, so each must show it in 199 of 200 runs. */
    private static final int LEAST_RANK = RESAMPLES - RESAMPLES / 200;

    private static final int BLOCKS = 4;

    /** Residuals from a fitted line, and the range of a few of them, are somewhat smaller than the noise itself. */
    private static final double INFLATION = 1.05;

    /** Any seed will do; a fixed one gives the same readings the same power. */
    private static final long SEED = 42;

    /** Computes the power of a window of at least 3 readings on a device with this noise band at rest, in bytes. */
    static LeakPower of(LeakWindow window, double noiseAtRest) {
        double[] residuals = window.residuals();
        int n = residuals.length;
        double inflation = INFLATION * Math.sqrt(n / (n - 2.0));
        for (int i = 0; i < n; i++) {
            residuals[i] *= inflation;
        }
        Random random = new Random(SEED);
        double[] least = new double[RESAMPLES];
        int alarms = 0;
        boolean before = false;
        for (int k = 0; k < RESAMPLES; k++) {
            Line line = Line.of(resampled(residuals, random));
            least[k] = line.leastLeak(noiseAtRest);
            boolean alarm = line.strength(noiseAtRest) >= LeakWindow.STRENGTH_MIN;
            alarms += alarm && before ? 1 : 0;
            before = alarm;
        }
        Arrays.sort(least);
        return new LeakPower(least[LEAST_RANK], alarms);
    }

    private static double[] resampled(double[] residuals, Random random) {
        int n = residuals.length;
        int block = (n + BLOCKS - 1) / BLOCKS;
        double[] sample = new double[n];
        int from = 0;
        for (int i = 0; i < n; i++) {
            from = i % block == 0 ? random.nextInt(n) : from;
            sample[i] = residuals[(from + i % block) % n];
        }
        return sample;
    }
}
