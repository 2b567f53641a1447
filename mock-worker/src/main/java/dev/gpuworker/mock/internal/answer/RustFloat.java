package dev.gpuworker.mock.internal.answer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Prints numbers with the fewest digits that name them, as the worker's Rust libraries do. */
final class RustFloat {
    /** Nine digits name every float. */
    private static final int FLOAT_DIGITS_MAX = 9;

    /** Seventeen digits name every double. */
    private static final int DOUBLE_DIGITS_MAX = 17;

    /** JSON writes numbers with this many digits before the point plainly, and longer ones with an exponent. */
    private static final int PLAIN_DIGITS_MAX = 16;

    /** JSON writes numbers with this many zeros after the point plainly, and smaller ones with an exponent. */
    private static final int PLAIN_ZEROS_MAX = 4;

    private RustFloat() {}

    /** Prints a float of 32 bits as {@code Display} does, never with an exponent. */
    static String text(float value) {
        if (Float.isNaN(value)) {
            return "NaN";
        }
        if (Float.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return shortest(new BigDecimal(value), FLOAT_DIGITS_MAX, digits -> digits.floatValue() == value)
                .toPlainString();
    }

    /** Prints a finite double as the JSON library does: {@code 1000.0}, {@code 0.00001}, {@code 1.5e+20}. */
    static String json(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal number = shortest(new BigDecimal(value), DOUBLE_DIGITS_MAX, digits -> digits.doubleValue() == value);
        int before = number.precision() - number.scale(); // digits before the point; below 0, zeros after it
        if (before > PLAIN_DIGITS_MAX || before <= -PLAIN_ZEROS_MAX - 1) {
            return withExponent(number, before - 1);
        }
        return number.scale() <= 0 ? number.toPlainString() + ".0" : number.toPlainString();
    }

    private static String withExponent(BigDecimal number, int exponent) {
        String digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e" : "e+")
                + exponent;
    }

    private static BigDecimal shortest(BigDecimal exact, int digitsMax, Predicate<BigDecimal> namesIt) {
        for (int digits = 1; digits < digitsMax; digits++) {
            MathContext down = new MathContext(digits, RoundingMode.DOWN);
            MathContext up = new MathContext(digits, RoundingMode.UP);
            var nearest = Stream.of(exact.round(down), exact.round(up))
                    .filter(namesIt)
                    .min((one, other) -> one.subtract(exact)
                            .abs()
                            .compareTo(other.subtract(exact).abs()));
            if (nearest.isPresent()) {
                return nearest.get().stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(digitsMax, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }
}
