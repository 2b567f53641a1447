package dev.gpuworker.mock.scenario.internal.frames;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one write. They are framed as one HTTP chunk on creation, so that no work is left when they are due.
 * Immutable; nobody writes to the array.
 */
public final class Piece {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int CRLF_BYTES = 2;

    private final byte[] chunk;
    private final int from;

    private Piece(byte[] chunk, int from) {
        this.chunk = chunk;
        this.from = from;
    }

    /** Returns a piece of at least one byte. */
    static Piece of(byte[] bytes) {
        return of(bytes.length, bytes);
    }

    /** Returns a piece of these parts, {@code length} bytes together. */
    static Piece of(int length, byte[]... parts) {
        int digits = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 3) / 4);
        int from = digits + CRLF_BYTES;
        byte[] chunk = new byte[from + length + CRLF_BYTES];
        for (int k = 0; k < digits; k++) {
            chunk[k] = DIGITS[(length >>> (4 * (digits - 1 - k))) & 0xf];
        }
        chunk[digits] = '\r';
        chunk[digits + 1] = '\n';
        int at = from;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, chunk, at, part.length);
            at += part.length;
        }
        chunk[at] = '\r';
        chunk[at + 1] = '\n';
        return new Piece(chunk, from);
    }

    /** Returns one piece with the bytes of all pieces. */
    public static Piece joined(List<Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces.forEach(piece -> bytes.write(piece.chunk, piece.from, piece.length()));
        return of(bytes.toByteArray());
    }

    /** Returns the number of bytes without HTTP framing. */
    int length() {
        return chunk.length - from - CRLF_BYTES;
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        return Arrays.copyOfRange(chunk, from, from + length());
    }

    /** Returns the bytes as one HTTP chunk. */
    public ByteBuffer chunk() {
        return ByteBuffer.wrap(chunk);
    }

    /** Returns the bytes without HTTP framing. */
    public ByteBuffer plain() {
        return ByteBuffer.wrap(chunk, from, length());
    }
}
