package dev.gpuworker.conformance.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the bytes of one line. Not thread-safe. */
final class LineBuffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private int from;

    void add(int value, int offset) {
        if (bytes.size() == 0) {
            from = offset;
        }
        bytes.write(value);
    }

    void add(byte[] some, int at, int length, int offset) {
        if (bytes.size() == 0) {
            from = offset;
        }
        bytes.write(some, at, length);
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Returns the line and forgets it. */
    byte[] take() {
        byte[] line = bytes.toByteArray();
        bytes.reset();
        return line;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    int from() {
        return from;
    }
}
