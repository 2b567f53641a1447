package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.Seed;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as the worker's own library does (serde_json behind axum's {@code Json}): what it takes, what it refuses,
 * and which error it meets first. A value of the wrong type is status 422, everything that is not JSON 400; nothing
 * behind the value is read. Used for one body.
 */
final class SerdeJson {
    private static final int END = -1;
    private static final int BAD_SYNTAX = 400;
    private static final int BAD_DATA = 422;
    private static final long U32_MAX = 0xffff_ffffL;
    private static final long U64_TENTH = Long.divideUnsigned(-1L, 10);

    /** A power of ten beyond this is no double. */
    private static final int POWER_MAX = 308;

    private final byte[] body;
    private int at;
    private String path = "";

    SerdeJson(byte[] body) {
        this.body = body;
    }

    /** A number as the library keeps it: an unsigned or a negative integer, or else a double. */
    private record ReadNumber(char kind, long integer, double real) {
        static final char UNSIGNED = 'u';
        static final char NEGATIVE = 'i';
        static final char REAL = 'f';

        String shown() {
            return switch (kind) {
                case UNSIGNED -> "integer `" + Long.toUnsignedString(integer) + "`";
                case NEGATIVE -> "integer `" + integer + "`";
                default -> "floating point `" + real + "`";
            };
        }

        float asFloat() {
            return switch (kind) {
                case UNSIGNED -> integer >= 0 ? integer : new BigInteger(Long.toUnsignedString(integer)).floatValue();
                case NEGATIVE -> integer;
                default -> (float) real;
            };
        }
    }

    // ---- structure ----

    /** Names the field that is read from now on, for the texts of errors. */
    void enter(String field) {
        path = field + ": ";
    }

    /** Leaves the field. */
    void leave() {
        path = "";
    }

    /** Opens the object or the list that a structure is written as. Returns its first byte, an opening bracket. */
    int open(String structure) {
        int first = space();
        if (first == END) {
            throw syntax("EOF while parsing a value");
        }
        if (first != '{' && first != '[') {
            throw wrongType(structure);
        }
        at++;
        return first;
    }

    /** Returns the next key of an object, its colon read; null at the object's end. */
    @Nullable String key(boolean first) {
        int next = space();
        if (next == '}') {
            at++;
            return null;
        }
        if (next == END) {
            throw syntax("EOF while parsing an object");
        }
        if (!first) {
            if (next != ',') {
                throw syntax("expected `,` or `}`");
            }
            at++;
            next = space();
            if (next == END || next == '}') {
                throw syntax(next == END ? "EOF while parsing a value" : "trailing comma");
            }
        }
        if (next != '"') {
            throw syntax("key must be a string");
        }
        at++;
        return text();
    }

    /** Reads the colon between a key and its value. */
    void colon() {
        int next = space();
        if (next != ':') {
            throw syntax(next == END ? "EOF while parsing an object" : "expected `:`");
        }
        at++;
    }

    /** Returns whether a list has another element, which can then be read. */
    boolean hasElement(boolean first) {
        int next = space();
        if (next == END) {
            throw syntax("EOF while parsing a list");
        }
        if (next == ']') {
            return false;
        }
        if (first) {
            return true;
        }
        if (next != ',') {
            throw syntax("expected `,` or `]`");
        }
        at++;
        next = space();
        if (next == END || next == ']') {
            throw syntax(next == END ? "EOF while parsing a value" : "trailing comma");
        }
        return true;
    }

    /** Reads the end of a list. */
    void closeList() {
        int next = space();
        if (next != ']') {
            throw syntax(next == END ? "EOF while parsing a list" : "trailing characters");
        }
        at++;
    }

    // ---- values ----

    String string() {
        if (value() != '"') {
            throw wrongType("a string");
        }
        at++;
        return text();
    }

    List<String> strings() {
        if (value() != '[') {
            throw wrongType("a sequence");
        }
        at++;
        List<String> all = new ArrayList<>();
        while (hasElement(all.isEmpty())) {
            all.add(string());
        }
        closeList();
        return all;
    }

    /** Returns an unsigned integer of 32 bits. */
    long u32() {
        ReadNumber number = number("u32");
        if (number.kind() == ReadNumber.UNSIGNED && Long.compareUnsigned(number.integer(), U32_MAX) <= 0) {
            return number.integer();
        }
        throw wrong(number, "u32");
    }

    /** Returns an unsigned integer of 64 bits; null for JSON's null. */
    @Nullable Seed optionalU64() {
        if (value() == 'n') {
            word("null");
            return null;
        }
        ReadNumber number = number("u64");
        if (number.kind() == ReadNumber.UNSIGNED) {
            return new Seed(number.integer());
        }
        throw wrong(number, "u64");
    }

    float f32() {
        return number("f32").asFloat();
    }

    /** Reads a value that nobody wants, however deep it is. */
    void skip() {
        BitSet objects = new BitSet();
        int depth = 0;
        while (true) {
            int first = value();
            boolean opened = first == '[' || first == '{';
            if (opened) {
                at++;
                objects.set(depth, first == '{');
                depth++;
            } else {
                skipScalar(first);
            }
            boolean mayFollow = !opened;
            while (depth > 0) {
                boolean object = objects.get(depth - 1);
                int next = space();
                if (next == END) {
                    throw syntax(object ? "EOF while parsing an object" : "EOF while parsing a list");
                }
                if (next == (object ? '}' : ']')) {
                    at++;
                    depth--;
                    mayFollow = true;
                } else if (mayFollow && next == ',') {
                    at++;
                    break;
                } else if (mayFollow) {
                    throw syntax(object ? "expected `,` or `}`" : "expected `,` or `]`");
                } else {
                    break;
                }
            }
            if (depth == 0) {
                return;
            }
            if (objects.get(depth - 1)) {
                skipKey();
            }
        }
    }

    private void skipKey() {
        int next = space();
        if (next != '"') {
            throw syntax(next == END ? "EOF while parsing an object" : "key must be a string");
        }
        at++;
        skipText();
        colon();
    }

    private void skipScalar(int first) {
        switch (first) {
            case 'n' -> word("null");
            case 't' -> word("true");
            case 'f' -> word("false");
            case '"' -> {
                at++;
                skipText();
            }
            default -> {
                if (first != '-' && !isDigit(first)) {
                    throw syntax("expected value");
                }
                skipNumber();
            }
        }
    }

    // ---- numbers ----

    private ReadNumber number(String expected) {
        int first = value();
        if (first != '-' && !isDigit(first)) {
            throw wrongType(expected);
        }
        return anyNumber();
    }

    private ReadNumber anyNumber() {
        boolean positive = peek() != '-';
        at += positive ? 0 : 1;
        int first = next("EOF while parsing a value");
        if (!isDigit(first) || (first == '0' && isDigit(peek()))) {
            throw syntax("invalid number");
        }
        long significand = first - (long) '0';
        while (first != '0' && isDigit(peek())) {
            int digit = peek() - '0';
            if (overflows(significand, digit)) {
                return new ReadNumber(ReadNumber.REAL, 0, longInteger(positive, significand));
            }
            at++;
            significand = significand * 10 + digit;
        }
        if (peek() == '.') {
            return new ReadNumber(ReadNumber.REAL, 0, decimal(positive, significand, 0));
        } else if (peek() == 'e' || peek() == 'E') {
            return new ReadNumber(ReadNumber.REAL, 0, exponent(positive, significand, 0));
        } else if (positive) {
            return new ReadNumber(ReadNumber.UNSIGNED, significand, 0);
        }
        long negative = -significand;
        // What is below the least signed integer is a double, and so is -0.
        return negative >= 0
                ? new ReadNumber(ReadNumber.REAL, 0, -asDouble(significand))
                : new ReadNumber(ReadNumber.NEGATIVE, negative, 0);
    }

    private double longInteger(boolean positive, long significand) {
        int exponent = 0;
        while (isDigit(peek())) {
            at++;
            exponent++;
        }
        if (peek() == '.') {
            return decimal(positive, significand, exponent);
        } else if (peek() == 'e' || peek() == 'E') {
            return exponent(positive, significand, exponent);
        }
        return real(positive, significand, exponent);
    }

    private double decimal(boolean positive, long integer, int exponentBefore) {
        at++;
        long significand = integer;
        int exponent = exponentBefore;
        int from = at;
        boolean full = false;
        while (isDigit(peek())) {
            int digit = peek() - '0';
            full = full || overflows(significand, digit);
            if (!full) {
                significand = significand * 10 + digit;
                exponent--;
            }
            at++;
        }
        if (at == from) {
            throw syntax(peek() == END ? "EOF while parsing a value" : "invalid number");
        }
        return peek() == 'e' || peek() == 'E'
                ? exponent(positive, significand, exponent)
                : real(positive, significand, exponent);
    }

    private double exponent(boolean positive, long significand, int before) {
        at++;
        boolean up = peek() != '-';
        at += peek() == '+' || peek() == '-' ? 1 : 0;
        int first = next("EOF while parsing a value");
        if (!isDigit(first)) {
            throw syntax("invalid number");
        }
        long exponent = first - (long) '0';
        while (isDigit(peek())) {
            exponent = Math.min(Integer.MAX_VALUE, exponent * 10 + peek() - '0');
            at++;
        }
        long sum = before + (up ? exponent : -exponent);
        return real(positive, significand, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum)));
    }

    /** Returns the double that the library makes of it, which is not always the nearest one. */
    private double real(boolean positive, long significand, int exponent) {
        double value = asDouble(significand);
        long left = exponent;
        while (left < -POWER_MAX && value != 0) {
            value /= 1e308;
            left += POWER_MAX;
        }
        if (value != 0 && left > 0) {
            value = left > POWER_MAX ? Double.POSITIVE_INFINITY : value * power(left);
            if (Double.isInfinite(value)) {
                throw syntax("number out of range");
            }
        } else if (value != 0) {
            value /= power(-left);
        }
        return positive ? value : -value;
    }

    private static double power(long exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    private static double asDouble(long unsigned) {
        return unsigned >= 0 ? unsigned : new BigInteger(Long.toUnsignedString(unsigned)).doubleValue();
    }

    private static boolean overflows(long significand, int digit) {
        int order = Long.compareUnsigned(significand, U64_TENTH);
        return order > 0 || (order == 0 && digit > 5);
    }

    private void skipNumber() {
        at += peek() == '-' ? 1 : 0;
        int first = next("EOF while parsing a value");
        if (!isDigit(first) || (first == '0' && isDigit(peek()))) {
            throw syntax("invalid number");
        }
        skipDigits();
        if (peek() == '.') {
            at++;
            requireDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            requireDigits();
        }
    }

    private void requireDigits() {
        if (!isDigit(peek())) {
            throw syntax(peek() == END ? "EOF while parsing a value" : "invalid number");
        }
        skipDigits();
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            at++;
        }
    }

    // ---- strings and words ----

    /** Reads the rest of a string whose opening quote has been read. */
    private String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = inText(); next != '"'; next = inText()) {
            if (next == '\\') {
                text.writeBytes(Character.toString(escape()).getBytes(StandardCharsets.UTF_8));
            } else {
                text.write(next);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw syntax("invalid unicode code point");
        }
    }

    /** Reads the rest of a string that nobody wants; its characters are not looked at. */
    private void skipText() {
        for (int next = inText(); next != '"'; next = inText()) {
            if (next == '\\' && escaped() == 'u') {
                hex();
            }
        }
    }

    private int inText() {
        int next = next("EOF while parsing a string");
        if (next < ' ') {
            throw syntax("control character (\\u0000-\\u001F) found while parsing a string");
        }
        return next;
    }

    private int escaped() {
        int which = next("EOF while parsing a string");
        if ("\"\\/bfnrtu".indexOf(which) < 0) {
            throw syntax("invalid escape");
        }
        return which;
    }

    private int escape() {
        int which = escaped();
        return switch (which) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> which;
        };
    }

    private int unicode() {
        int unit = hex();
        if (Character.isLowSurrogate((char) unit)) {
            throw syntax("lone leading surrogate in hex escape");
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return unit;
        }
        if (next("EOF while parsing a string") != '\\' || next("EOF while parsing a string") != 'u') {
            throw syntax("unexpected end of hex escape");
        }
        int low = hex();
        if (!Character.isLowSurrogate((char) low)) {
            throw syntax("lone leading surrogate in hex escape");
        }
        return Character.toCodePoint((char) unit, (char) low);
    }

    private int hex() {
        int value = 0;
        for (int k = 0; k < 4; k++) {
            int digit = Character.digit(next("EOF while parsing a string"), 16);
            if (digit < 0) {
                throw syntax("invalid escape");
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private void word(String word) {
        for (int k = 0; k < word.length(); k++) {
            if (next("EOF while parsing a value") != word.charAt(k)) {
                throw syntax("expected ident");
            }
        }
    }

    // ---- bytes ----

    private static boolean isDigit(int next) {
        return next >= '0' && next <= '9';
    }

    private int peek() {
        return at < body.length ? body[at] & 0xff : END;
    }

    private int next(String atEnd) {
        int next = peek();
        if (next == END) {
            throw syntax(atEnd);
        }
        at++;
        return next;
    }

    private int space() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\t' || body[at] == '\r')) {
            at++;
        }
        return peek();
    }

    private int value() {
        int first = space();
        if (first == END) {
            throw syntax("EOF while parsing a value");
        }
        return first;
    }

    // ---- errors ----

    /** Reads a value that has the wrong type, in which the library may still find wrong syntax. */
    private Refusal wrongType(String expected) {
        int first = peek();
        String found = switch (first) {
            case '[' -> "sequence";
            case '{' -> "map";
            case '"' -> {
                at++;
                yield "string \"" + text() + '"';
            }
            case 'n' -> {
                word("null");
                yield "null";
            }
            case 't' -> {
                word("true");
                yield "boolean `true`";
            }
            case 'f' -> {
                word("false");
                yield "boolean `false`";
            }
            default -> {
                if (first != '-' && !isDigit(first)) {
                    throw syntax("expected value");
                }
                yield anyNumber().shown();
            }
        };
        return data("invalid type: " + found + ", expected " + expected);
    }

    private Refusal wrong(ReadNumber number, String expected) {
        String kind = number.kind() == ReadNumber.REAL ? "type" : "value";
        return data("invalid " + kind + ": " + number.shown() + ", expected " + expected);
    }

    /** Returns the refusal of a body whose JSON is no such structure. */
    Refusal data(String problem) {
        return Refusal.plain(
                BAD_DATA,
                "Failed to deserialize the JSON body into the target type: " + path + problem + " at " + place());
    }

    private Refusal syntax(String problem) {
        return Refusal.plain(
                BAD_SYNTAX, "Failed to parse the request body as JSON: " + path + problem + " at " + place());
    }

    private String place() {
        int line = 1;
        int start = 0;
        for (int k = 0; k < at; k++) {
            if (body[k] == '\n') {
                line++;
                start = k + 1;
            }
        }
        return "line " + line + " column " + (at - start);
    }
}
