package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;

/**
 * The bytes of one body and the errors about them. An error names the field and the place as the worker's library
 * (serde_json) counts it: lines from 1, and columns in bytes.
 */
final class JsonCursor {
    static final int END = -1;

    private static final int BAD_SYNTAX = 400;
    private static final int BAD_DATA = 422;

    private final byte[] body;
    private int at;
    private String path = "";

    JsonCursor(byte[] body) {
        this.body = body;
    }

    /** Names the field that is read from now on, for the texts of errors. */
    void enter(String field) {
        path = field + ": ";
    }

    /** Leaves the field. */
    void leave() {
        path = "";
    }

    /** Returns the next byte without reading it, or {@link #END}. */
    int peek() {
        return at < body.length ? body[at] & 0xff : END;
    }

    /** Reads the byte that was peeked at. */
    void eat() {
        at++;
    }

    /** Reads a byte; throws the error if there is none. */
    int next(String atEnd) {
        int next = peek();
        if (next == END) {
            throw here(atEnd);
        }
        at++;
        return next;
    }

    /** Skips white space and returns what {@link #peek} does. */
    int space() {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\t' || next == '\r') {
            at++;
            next = peek();
        }
        return next;
    }

    /** Returns the first byte of a value, not yet read; throws if there is none. */
    int value() {
        int first = space();
        if (first == END) {
            throw ahead("EOF while parsing a value");
        }
        return first;
    }

    /** Reads the rest of a word, which begins with the next byte. */
    void word(String word) {
        for (int k = 0; k < word.length(); k++) {
            if (next("EOF while parsing a value") != word.charAt(k)) {
                throw here("expected ident");
            }
        }
    }

    /** Returns how many bytes can still be read. */
    int left() {
        return body.length - at;
    }

    /** Jumps to the end. */
    void skipAll() {
        at = body.length;
    }

    static boolean isDigit(int next) {
        return next >= '0' && next <= '9';
    }

    /** Returns the refusal of wrong syntax that shows in the byte that was read last. */
    Refusal here(String problem) {
        return syntax(problem, 0);
    }

    /** Returns the refusal of wrong syntax that shows in the byte that is read next. */
    Refusal ahead(String problem) {
        return syntax(problem, at < body.length ? 1 : 0);
    }

    /** Returns the refusal of wrong syntax some bytes before the one that was read last. */
    Refusal before(String problem, int bytes) {
        return syntax(problem, -bytes);
    }

    /** Returns the refusal of a value that is valid JSON, but not what was expected. */
    Refusal data(String problem) {
        return Refusal.plain(
                BAD_DATA,
                "Failed to deserialize the JSON body into the target type: " + path + problem + " at " + place(0));
    }

    private Refusal syntax(String problem, int bytesOn) {
        return Refusal.plain(
                BAD_SYNTAX, "Failed to parse the request body as JSON: " + path + problem + " at " + place(bytesOn));
    }

    private String place(int bytesOn) {
        int index = bytesOn > 0 ? at + bytesOn : at;
        int line = 1;
        int start = 0;
        for (int k = 0; k < index; k++) {
            if (body[k] == '\n') {
                line++;
                start = k + 1;
            }
        }
        int back = bytesOn < 0 ? -bytesOn : 0;
        return "line " + line + " column " + Math.max(0, index - start - back);
    }
}
