package dev.gpuworker.mock.scenario;

import java.util.Locale;

/**
 * A place in a frame's bytes.
 *
 * @param anchor origin of the count
 * @param bytes bytes after the anchor; negative: before it
 */
public record ByteOffset(Anchor anchor, int bytes) {
    /** Named places in a frame. */
    public enum Anchor {
        /** The frame's first byte. */
        START,
        /** The first byte of a token's text inside the JSON, after the opening quote. */
        TEXT,
        /** After the frame's last byte: {@code end-1} is before the last line end's last byte. */
        END
    }

    /** Returns the place this many bytes into the frame. */
    public static ByteOffset of(int bytes) {
        return new ByteOffset(Anchor.START, bytes);
    }

    /** Returns the place this many bytes into a token's text. */
    public static ByteOffset inText(int bytes) {
        return new ByteOffset(Anchor.TEXT, bytes);
    }

    /** Returns the place this many bytes before the frame's end. */
    public static ByteOffset beforeEnd(int bytes) {
        return new ByteOffset(Anchor.END, -bytes);
    }

    /**
     * Returns the number of bytes before this place, within 0 and the frame's length.
     *
     * @param frameLength bytes of the whole frame
     * @param textStart bytes before a token's text; 0 if the frame has none
     */
    public int resolve(int frameLength, int textStart) {
        int from = switch (anchor) {
            case START -> 0;
            case TEXT -> textStart;
            case END -> frameLength;
        };
        return (int) Math.min(Math.max((long) from + bytes, 0), frameLength);
    }

    /** Returns the text as scenario files have it: {@code 12}, {@code text+5}, {@code end-1}. */
    @Override
    public String toString() {
        if (anchor == Anchor.START) {
            return String.valueOf(bytes);
        }
        String name = anchor.name().toLowerCase(Locale.ROOT);
        return bytes == 0 ? name : name + (bytes > 0 ? "+" : "") + bytes;
    }
}
