package dev.gpuworker.mock.internal.answer;

import static dev.gpuworker.mock.internal.answer.JsonCursor.END;
import static dev.gpuworker.mock.internal.answer.JsonCursor.isDigit;

import java.math.BigInteger;

/**
 * A number as the worker's library (serde_json) keeps it: an unsigned or a negative integer of 64 bits, or else a
 * double, which is not always the nearest one.
 *
 * @param kind which of the three it is
 * @param integer the bits of an integer
 * @param real the double
 */
record SerdeNumber(Kind kind, long integer, double real) {
    enum Kind {
        UNSIGNED,
        NEGATIVE,
        REAL
    }

    private static final long U64_TENTH = Long.divideUnsigned(-1L, 10);

    /** A power of ten beyond this is no double. */
    private static final int POWER_MAX = 308;

    private static final String AT_END = "EOF while parsing a value";
    private static final String INVALID = "invalid number";

    private static SerdeNumber real(double value) {
        return new SerdeNumber(Kind.REAL, 0, value);
    }

    /** Returns the number as an error shows it. */
    String shown() {
        return switch (kind) {
            case UNSIGNED -> "integer `" + Long.toUnsignedString(integer) + "`";
            case NEGATIVE -> "integer `" + integer + "`";
            case REAL -> "floating point `" + RustFloat.json(real) + "`";
        };
    }

    float asFloat() {
        return switch (kind) {
            case UNSIGNED -> integer >= 0 ? integer : unsigned(integer).floatValue();
            case NEGATIVE -> integer;
            case REAL -> (float) real;
        };
    }

    /** Reads a number, whose first byte is a digit or a minus sign. */
    static SerdeNumber read(JsonCursor json) {
        boolean positive = json.peek() != '-';
        if (!positive) {
            json.eat();
        }
        int first = json.next(AT_END);
        if (!isDigit(first)) {
            throw json.here(INVALID);
        }
        if (first == '0' && isDigit(json.peek())) {
            throw json.ahead(INVALID);
        }
        long significand = first - (long) '0';
        while (first != '0' && isDigit(json.peek())) {
            int digit = json.peek() - '0';
            if (overflows(significand, digit)) {
                return real(longInteger(json, positive, significand));
            }
            json.eat();
            significand = significand * 10 + digit;
        }
        if (json.peek() == '.') {
            return real(decimal(json, positive, significand, 0));
        } else if (isExponent(json.peek())) {
            return real(exponent(json, positive, significand, 0));
        } else if (positive) {
            return new SerdeNumber(Kind.UNSIGNED, significand, 0);
        }
        long negative = -significand;
        // What is below the least signed integer is a double, and so is -0.
        return negative >= 0 ? real(-asDouble(significand)) : new SerdeNumber(Kind.NEGATIVE, negative, 0);
    }

    private static double longInteger(JsonCursor json, boolean positive, long significand) {
        int exponent = 0;
        while (isDigit(json.peek())) {
            json.eat();
            exponent++;
        }
        if (json.peek() == '.') {
            return decimal(json, positive, significand, exponent);
        } else if (isExponent(json.peek())) {
            return exponent(json, positive, significand, exponent);
        }
        return fromParts(json, positive, significand, exponent);
    }

    private static double decimal(JsonCursor json, boolean positive, long integer, int exponentBefore) {
        json.eat();
        if (!isDigit(json.peek())) {
            throw json.ahead(json.peek() == END ? AT_END : INVALID);
        }
        long significand = integer;
        int exponent = exponentBefore;
        boolean full = false;
        while (isDigit(json.peek())) {
            int digit = json.peek() - '0';
            full = full || overflows(significand, digit);
            if (!full) {
                significand = significand * 10 + digit;
                exponent--;
            }
            json.eat();
        }
        return isExponent(json.peek())
                ? exponent(json, positive, significand, exponent)
                : fromParts(json, positive, significand, exponent);
    }

    private static double exponent(JsonCursor json, boolean positive, long significand, int before) {
        json.eat();
        boolean up = json.peek() != '-';
        if (json.peek() == '+' || json.peek() == '-') {
            json.eat();
        }
        int first = json.next(AT_END);
        if (!isDigit(first)) {
            throw json.here(INVALID);
        }
        long exponent = first - (long) '0';
        while (isDigit(json.peek())) {
            exponent = exponent * 10 + json.peek() - '0';
            json.eat();
            if (exponent > Integer.MAX_VALUE) {
                return beyond(json, positive, significand != 0 && up);
            }
        }
        long sum = before + (up ? exponent : -exponent);
        return fromParts(
                json, positive, significand, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum)));
    }

    /** Ends a number whose exponent is no integer of 32 bits. */
    private static double beyond(JsonCursor json, boolean positive, boolean tooLarge) {
        if (tooLarge) {
            throw json.here("number out of range");
        }
        while (isDigit(json.peek())) {
            json.eat();
        }
        return positive ? 0.0 : -0.0;
    }

    private static double fromParts(JsonCursor json, boolean positive, long significand, int exponent) {
        double value = asDouble(significand);
        long left = exponent;
        while (left < -POWER_MAX && value != 0) {
            value /= 1e308;
            left += POWER_MAX;
        }
        if (value != 0 && left > 0) {
            value = left > POWER_MAX ? Double.POSITIVE_INFINITY : value * power(left);
            if (Double.isInfinite(value)) {
                throw json.here("number out of range");
            }
        } else if (value != 0) {
            value /= power(-left);
        }
        return positive ? value : -value;
    }

    /** Skips a number that nobody wants; its size does not matter. */
    static void skip(JsonCursor json) {
        if (json.peek() == '-') {
            json.eat();
        }
        int first = json.peek() == END ? END : json.next(INVALID);
        if (!isDigit(first)) {
            throw json.here(INVALID);
        }
        if (first == '0' && isDigit(json.peek())) {
            throw json.ahead(INVALID);
        }
        skipDigits(json);
        if (json.peek() == '.') {
            json.eat();
            if (!isDigit(json.peek())) {
                throw json.ahead(INVALID);
            }
            skipDigits(json);
        }
        if (isExponent(json.peek())) {
            skipExponent(json);
        }
    }

    private static void skipExponent(JsonCursor json) {
        json.eat();
        if (json.peek() == '+' || json.peek() == '-') {
            json.eat();
        }
        int first = json.peek() == END ? END : json.next(INVALID);
        if (!isDigit(first)) {
            throw json.here(INVALID);
        }
        skipDigits(json);
    }

    private static void skipDigits(JsonCursor json) {
        while (isDigit(json.peek())) {
            json.eat();
        }
    }

    private static boolean isExponent(int next) {
        return next == 'e' || next == 'E';
    }

    private static double power(long exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    private static double asDouble(long bits) {
        return bits >= 0 ? bits : unsigned(bits).doubleValue();
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    private static boolean overflows(long significand, int digit) {
        int order = Long.compareUnsigned(significand, U64_TENTH);
        return order > 0 || (order == 0 && digit > 5);
    }
}
