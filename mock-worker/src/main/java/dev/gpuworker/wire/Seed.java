package dev.gpuworker.wire;

import java.math.BigInteger;

/**
 * A seed of the whole unsigned 64-bit range, 0 to 18446744073709551615 (M0-W-1030). Immutable.
 *
 * @param bits the 64 bits; negative values of this {@code long} stand for the upper half of the range
 */
public record Seed(long bits) {
    /** The greatest seed, 2⁶⁴−1. */
    public static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** Returns the seed of this value. Throws {@link IllegalArgumentException} outside 0 to 2⁶⁴−1. */
    public static Seed of(BigInteger value) {
        if (value.signum() < 0 || value.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("seed must be within 0 to " + MAX + ", but was " + value);
        }
        return new Seed(value.longValue());
    }

    /** Returns the seed that these decimal digits name. Throws {@link IllegalArgumentException} for anything else. */
    public static Seed parse(String digits) {
        if (!digits.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException(
                    "seed must be a decimal number within 0 to " + MAX + ", but was \"" + digits + "\"");
        }
        return of(new BigInteger(digits));
    }

    /** Returns the value as a non-negative number. */
    public BigInteger value() {
        return new BigInteger(toString());
    }

    /** Returns the decimal digits, unsigned. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
