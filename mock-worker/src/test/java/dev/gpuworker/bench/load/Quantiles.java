package dev.gpuworker.bench.load;

import java.util.Arrays;

/** Collects numbers and computes their quantiles. Not thread-safe. */
public final class Quantiles {
    private long[] values;
    private int size;
    private boolean sorted;

    /** Makes room for this many. */
    public Quantiles(int capacity) {
        values = new long[Math.max(1, capacity)];
    }

    /** Adds one. */
    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sorted = false;
    }

    /** Returns the value below which this share of all lies; 0.5 is the median, 1 the greatest. NaN without values. */
    public double at(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        return values[(int) Math.round(share * (size - 1))];
    }

    /** Returns the same in milliseconds, for values in nanoseconds. */
    public double millisAt(double share) {
        return at(share) / 1e6;
    }
}
