package dev.gpuworker.real.vram;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The exact one-sided Mann–Kendall test for a rising trend: the chance that a random order of the same values rises at
 * least as much. The distribution includes ties. It uses whole numbers, because doubles become inexact from about
 * twenty values on.
 *
 * @param risingPairs pairs in order minus pairs out of order (the statistic S)
 * @param p the chance of this rise without a trend, from 0 to 1
 */
record MannKendall(long risingPairs, double p) {
    /** The distribution has about n²/2 terms; 200 values take well under a second. */
    private static final int VALUES_MAX = 200;

    static MannKendall of(List<Long> series) {
        if (series.size() > VALUES_MAX) {
            throw new IllegalArgumentException("at most " + VALUES_MAX + " values, but got " + series.size());
        }
        long rising = 0;
        long falling = 0;
        for (int later = 1; later < series.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                int order = Long.compare(series.get(later), series.get(earlier));
                rising += order > 0 ? 1 : 0;
                falling += order < 0 ? 1 : 0;
            }
        }
        // A random order rises at least as much exactly if it has at most as many falling pairs, because all orders
        // have the same ties.
        return new MannKendall(rising - falling, chanceOfAtMost(falling, series));
    }

    private static double chanceOfAtMost(long inversions, List<Long> series) {
        BigInteger[] orders = ordersByInversions(series);
        BigInteger all = sum(orders);
        BigInteger few = sum(Arrays.copyOf(orders, (int) Math.min(inversions + 1, orders.length)));
        return new BigDecimal(few)
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
    }

    /**
     * Counts the distinct orders of a multiset by their number of inversions: the coefficients of the Gaussian
     * multinomial, built as a product of (1 − q^(a+i)) / (1 − q^i). The product is a polynomial after each step.
     */
    private static BigInteger[] ordersByInversions(List<Long> series) {
        var groups = series.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        BigInteger[] orders = {BigInteger.ONE};
        int placed = 0;
        for (long size : groups.values()) {
            for (int i = 1; i <= size; i++) {
                orders = dividedBy(i, times(placed + i, orders));
            }
            placed += (int) size;
        }
        return orders;
    }

    /** Multiplies by 1 − q^power. */
    private static BigInteger[] times(int power, BigInteger[] polynomial) {
        var product = new BigInteger[polynomial.length + power];
        for (int k = 0; k < product.length; k++) {
            product[k] = at(k, polynomial).subtract(at(k - power, polynomial));
        }
        return product;
    }

    /** Divides by 1 − q^power; here there is never a remainder. */
    private static BigInteger[] dividedBy(int power, BigInteger[] polynomial) {
        var quotient = new BigInteger[polynomial.length - power];
        for (int k = 0; k < quotient.length; k++) {
            quotient[k] = polynomial[k].add(at(k - power, quotient));
        }
        return quotient;
    }

    private static BigInteger at(int index, BigInteger[] polynomial) {
        return index < 0 || index >= polynomial.length ? BigInteger.ZERO : polynomial[index];
    }

    private static BigInteger sum(BigInteger[] values) {
        return Arrays.stream(values).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
