package dev.gpuworker.mock.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable sequence of bytes. */
public final class RawBytes {
    private final byte[] bytes;

    private RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns a copy of these bytes. */
    public static RawBytes of(byte[] bytes) {
        return new RawBytes(bytes.clone());
    }

    /** Returns the UTF-8 bytes of this text. */
    public static RawBytes utf8(String text) {
        return new RawBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses hexadecimal digits. Throws {@link IllegalArgumentException} for other text. */
    public static RawBytes hex(String digits) {
        return new RawBytes(HexFormat.of().parseHex(digits));
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
