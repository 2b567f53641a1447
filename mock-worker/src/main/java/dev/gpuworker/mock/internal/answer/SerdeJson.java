package dev.gpuworker.mock.internal.answer;

import static dev.gpuworker.mock.internal.answer.JsonCursor.END;
import static dev.gpuworker.mock.internal.answer.JsonCursor.isDigit;

import dev.gpuworker.mock.internal.answer.SerdeNumber.Kind;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.Seed;
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
    private static final long U32_MAX = 0xffff_ffffL;

    private final JsonCursor json;

    SerdeJson(byte[] body) {
        this.json = new JsonCursor(body);
    }

    /** Names the field that is read from now on, for the texts of errors. */
    void enter(String field) {
        json.enter(field);
    }

    /** Leaves the field. */
    void leave() {
        json.leave();
    }

    // ---- structure ----

    /** Opens the object or the list that a structure is written as. Returns its first byte, an opening bracket. */
    int open(String structure) {
        int first = json.value();
        if (first != '{' && first != '[') {
            throw wrongType(structure);
        }
        json.eat();
        return first;
    }

    /** Returns the next key of an object; null at the object's end. */
    @Nullable String key(boolean first) {
        int next = json.space();
        if (next == '}') {
            json.eat();
            return null;
        }
        if (next == END) {
            throw json.ahead("EOF while parsing an object");
        }
        if (!first) {
            next = afterComma(next, "expected `,` or `}`", '}');
        }
        if (next != '"') {
            throw json.ahead("key must be a string");
        }
        json.eat();
        return SerdeString.read(json);
    }

    /** Reads the colon between a key and its value. */
    void colon() {
        int next = json.space();
        if (next != ':') {
            throw json.ahead(next == END ? "EOF while parsing an object" : "expected `:`");
        }
        json.eat();
    }

    /** Returns whether a list has another element, which can then be read. */
    boolean hasElement(boolean first) {
        int next = json.space();
        if (next == END) {
            throw json.ahead("EOF while parsing a list");
        }
        if (next == ']') {
            return false;
        }
        if (!first) {
            afterComma(next, "expected `,` or `]`", ']');
        }
        return true;
    }

    private int afterComma(int comma, String otherwise, char close) {
        if (comma != ',') {
            throw json.ahead(otherwise);
        }
        json.eat();
        int next = json.space();
        if (next == END || next == close) {
            throw json.ahead(next == END ? "EOF while parsing a value" : "trailing comma");
        }
        return next;
    }

    /** Reads the end of a list. */
    void closeList() {
        int next = json.space();
        if (next == ',') {
            json.eat();
            throw json.ahead(json.space() == ']' ? "trailing comma" : "trailing characters");
        }
        if (next != ']') {
            throw json.ahead(next == END ? "EOF while parsing a list" : "trailing characters");
        }
        json.eat();
    }

    /** Returns the refusal of an object that has been read up to its end, or up to the key that is wrong. */
    Refusal wrongObject(String problem) {
        json.space();
        return json.data(problem);
    }

    /** Returns the refusal of a list that ends too early; its bracket is the next byte. */
    Refusal wrongList(String problem) {
        json.eat();
        return json.data(problem);
    }

    // ---- values ----

    String string() {
        if (json.value() != '"') {
            throw wrongType("a string");
        }
        json.eat();
        return SerdeString.read(json);
    }

    /** Returns the strings of a list, which is the value of this field. */
    List<String> strings(String field) {
        if (json.value() != '[') {
            throw wrongType("a sequence");
        }
        json.eat();
        List<String> all = new ArrayList<>();
        while (hasElement(all.isEmpty())) {
            json.enter(field + "[" + all.size() + "]");
            all.add(string());
            json.enter(field);
        }
        closeList();
        return all;
    }

    /** Returns an unsigned integer of 32 bits. */
    long u32() {
        SerdeNumber number = number("u32");
        if (number.kind() == Kind.UNSIGNED && Long.compareUnsigned(number.integer(), U32_MAX) <= 0) {
            return number.integer();
        }
        throw wrong(number, "u32");
    }

    /** Returns an unsigned integer of 64 bits; null for JSON's null. */
    @Nullable Seed optionalU64() {
        if (json.value() == 'n') {
            json.word("null");
            return null;
        }
        SerdeNumber number = number("u64");
        if (number.kind() == Kind.UNSIGNED) {
            return new Seed(number.integer());
        }
        throw wrong(number, "u64");
    }

    float f32() {
        return number("f32").asFloat();
    }

    private SerdeNumber number(String expected) {
        int first = json.value();
        if (first != '-' && !isDigit(first)) {
            throw wrongType(expected);
        }
        return SerdeNumber.read(json);
    }

    // ---- values that nobody wants ----

    /** Skips a value, however deep it is. */
    void skip() {
        BitSet objects = new BitSet();
        int depth = 0;
        do {
            int first = json.value();
            boolean opened = first == '[' || first == '{';
            if (opened) {
                json.eat();
                objects.set(depth, first == '{');
                depth++;
            } else {
                skipScalar(first);
            }
            depth = skipEnds(objects, depth, !opened);
            if (depth > 0 && objects.get(depth - 1)) {
                skipKey();
            }
        } while (depth > 0);
    }

    /** Skips closing brackets, and a comma if another value follows. Returns how many brackets are still open. */
    private int skipEnds(BitSet objects, int open, boolean afterValue) {
        int depth = open;
        boolean commaMayFollow = afterValue;
        while (depth > 0) {
            boolean object = objects.get(depth - 1);
            int next = json.space();
            if (next == END) {
                throw json.ahead(object ? "EOF while parsing an object" : "EOF while parsing a list");
            } else if (next == (object ? '}' : ']')) {
                json.eat();
                depth--;
                commaMayFollow = true;
            } else if (!commaMayFollow) {
                return depth;
            } else if (next == ',') {
                json.eat();
                return depth;
            } else {
                throw json.ahead(object ? "expected `,` or `}`" : "expected `,` or `]`");
            }
        }
        return depth;
    }

    private void skipKey() {
        int next = json.space();
        if (next != '"') {
            throw json.ahead(next == END ? "EOF while parsing an object" : "key must be a string");
        }
        json.eat();
        SerdeString.skip(json);
        colon();
    }

    private void skipScalar(int first) {
        switch (first) {
            case 'n' -> json.word("null");
            case 't' -> json.word("true");
            case 'f' -> json.word("false");
            case '"' -> {
                json.eat();
                SerdeString.skip(json);
            }
            default -> {
                if (first != '-' && !isDigit(first)) {
                    throw json.ahead("expected value");
                }
                SerdeNumber.skip(json);
            }
        }
    }

    // ---- wrong types ----

    /** Reads a value that has the wrong type, in which the library may still find wrong syntax. */
    private Refusal wrongType(String expected) {
        int first = json.peek();
        String found = switch (first) {
            case '[' -> "sequence";
            case '{' -> "map";
            case '"' -> {
                json.eat();
                yield "string " + RustString.quoted(SerdeString.read(json));
            }
            case 'n' -> {
                json.word("null");
                yield "null";
            }
            case 't' -> {
                json.word("true");
                yield "boolean `true`";
            }
            case 'f' -> {
                json.word("false");
                yield "boolean `false`";
            }
            default -> {
                if (first != '-' && !isDigit(first)) {
                    throw json.ahead("expected value");
                }
                yield SerdeNumber.read(json).shown();
            }
        };
        return json.data("invalid type: " + found + ", expected " + expected);
    }

    private Refusal wrong(SerdeNumber number, String expected) {
        String kind = number.kind() == Kind.REAL ? "type" : "value";
        return json.data("invalid " + kind + ": " + number.shown() + ", expected " + expected);
    }
}
