package dev.gpuworker.real.vram.leak;

import java.util.List;

/**
 * Consecutive readings, and the straight line through them.
 *
 * @param usedBytes memory in use after each batch, at least 2 readings
 */
record LeakWindow(List<Long> usedBytes) {
    /** A window grows if it rises by twice its noise. A single step rises by less than 1.8 times its own height. */
    static final double STRENGTH_MIN = 2;

    LeakWindow {
        usedBytes = List.copyOf(usedBytes);
    }

    int size() {
        return usedBytes.size();
    }

    /** Returns the rise per batch of the line with the least squares, in bytes. */
    double slope() {
        return Line.of(offsets()).slope();
    }

    /** Returns the deviations from the line, in bytes; their sum is 0. */
    double[] residuals() {
        double[] values = offsets();
        Line line = Line.of(values);
        double[] residuals = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            residuals[i] = values[i] - line.at(i);
        }
        return residuals;
    }

    /** Returns the range of the deviations from the line: the greatest minus the least, in bytes. */
    double noise() {
        return Line.of(offsets()).range();
    }

    /**
     * Returns the rise of the line over the window, as a multiple of the noise.
     *
     * @param noiseAtRest the noise band of the device at rest, in bytes; the noise is never taken to be less than that,
     *     nor less than one granule
     */
    double strength(double noiseAtRest) {
        return Line.of(offsets()).strength(noiseAtRest);
    }

    /** Returns a leak of a batch, in bytes, below the least that any resampling of the residuals would state. */
    double leastLeakAtBest(double noiseAtRest) {
        double range = Math.max(noise() / 2, Math.max(noiseAtRest, LeakPlan.GRANULE_BYTES));
        return (STRENGTH_MIN * range + noiseAtRest) / (size() - 1);
    }

    /** Differences keep their precision where whole readings would not. */
    private double[] offsets() {
        return usedBytes.stream().mapToDouble(used -> used - usedBytes.get(0)).toArray();
    }

    /**
     * The line with the least squares through values at 0, 1, 2, …
     *
     * @param slope its rise per step
     * @param first its value at 0
     * @param range the greatest minus the least deviation from it
     * @param steps steps from the first to the last value
     */
    record Line(double slope, double first, double range, int steps) {
        static Line of(double[] values) {
            int n = values.length;
            double middle = (n - 1) / 2.0;
            double mean = 0;
            for (double value : values) {
                mean += value / n;
            }
            double products = 0;
            for (int i = 0; i < n; i++) {
                products += (i - middle) * (values[i] - mean);
            }
            double slope = products / (n * ((double) n * n - 1) / 12);
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double deviation = values[i] - slope * i;
                least = Math.min(least, deviation);
                greatest = Math.max(greatest, deviation);
            }
            return new Line(slope, mean - slope * middle, greatest - least, n - 1);
        }

        double at(int i) {
            return first + slope * i;
        }

        double strength(double noiseAtRest) {
            return slope * steps / Math.max(range, Math.max(noiseAtRest, LeakPlan.GRANULE_BYTES));
        }

        /** Returns the leak per step with which this noise would just have been called a leak. */
        double leastLeak(double noiseAtRest) {
            // A leak smaller than a granule shows as stairs, which add up to a granule to the noise.
            double stairs = range > 0 ? range + LeakPlan.GRANULE_BYTES : LeakPlan.GRANULE_BYTES;
            // And noise that drifts slowly may fall by its whole band meanwhile, which the residuals don't show.
            return (LeakWindow.STRENGTH_MIN * Math.max(stairs, noiseAtRest) + noiseAtRest) / steps - slope;
        }
    }
}
