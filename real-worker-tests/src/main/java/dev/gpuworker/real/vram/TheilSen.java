package dev.gpuworker.real.vram;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The Theil–Sen slope: the median of the slopes between all pairs. A few odd readings don't change it. */
final class TheilSen {
    private TheilSen() {}

    /** Returns the rise per step, 0 for fewer than two values. */
    static double slope(List<Long> series) {
        double[] slopes = IntStream.range(1, series.size())
                .boxed()
                .flatMapToDouble(later -> slopesTo(later, series))
                .sorted()
                .toArray();
        if (slopes.length == 0) {
            return 0;
        }
        int middle = slopes.length / 2;
        return slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }

    private static DoubleStream slopesTo(int later, List<Long> series) {
        return IntStream.range(0, later)
                .mapToDouble(earlier -> (double) (series.get(later) - series.get(earlier)) / (later - earlier));
    }
}
