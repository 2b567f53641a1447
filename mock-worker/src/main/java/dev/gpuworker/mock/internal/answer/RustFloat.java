package dev.gpuworker.mock.internal.answer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Stream;

/** Prints floats of 32 bits as Rust's {@code Display} does: the fewest digits that name it, and never an exponent. */
final class RustFloat {
    /** Nine digits name every float. */
    private static final int DIGITS_MAX = 9;

    private RustFloat() {}

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
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS_MAX; digits++) {
            MathContext down = new MathContext(digits, RoundingMode.DOWN);
            MathContext up = new MathContext(digits, RoundingMode.UP);
            var nearest = Stream.of(exact.round(down), exact.round(up))
                    .filter(candidate -> candidate.floatValue() == value)
                    .min((one, other) -> one.subtract(exact)
                            .abs()
                            .compareTo(other.subtract(exact).abs()));
            if (nearest.isPresent()) {
                return plain(nearest.get());
            }
        }
        return plain(exact.round(new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN)));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
