package dev.gpuworker.mock.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a step's frames reach the wire. Each frame is built, given its line ends, cut off and split; each
 * piece is one write (one HTTP chunk).
 *
 * @param pieces how a frame is split
 * @param gap from one piece's write to the next, so that they don't share a TCP segment; 0 to 10 s, default 0
 * @param stopAfter where the frame is cut off, the rest is never sent; absent: it is sent whole
 * @param newline line ends of the frame; raw bytes keep theirs
 * @param coalesce number of frames in one write: this one and the next ones of the script, sent at the last one's time.
 *     A gate, a stall, an ending or the end of the script sends the frames gathered so far; 1 to
 *     {@value #COALESCE_MAX}, default 1
 */
public record WirePlan(
        Pieces pieces, Duration gap, @Nullable ByteOffset stopAfter, Newline newline, int coalesce) {
    /** The line ends that SSE allows. */
    public enum Newline {
        LF("\n"),
        CRLF("\r\n"),
        CR("\r");

        private final String text;

        Newline(String text) {
            this.text = text;
        }

        /** Returns the characters. */
        public String text() {
            return text;
        }
    }

    /** More frames in one write are rejected as a mistake. */
    public static final int COALESCE_MAX = 10_000;

    private static final Duration GAP_MAX = Duration.ofSeconds(10);

    /** One write for each unchanged frame. */
    public static final WirePlan NONE = new WirePlan(Pieces.WHOLE, Duration.ZERO, null, Newline.LF, 1);

    /** Rejects values that are out of bounds or contradict each other. */
    public WirePlan {
        if (gap.isNegative() || gap.compareTo(GAP_MAX) > 0) {
            throw new IllegalArgumentException("gap must be within 0 and 10s, but was " + gap);
        }
        if (coalesce < 1 || coalesce > COALESCE_MAX) {
            throw new IllegalArgumentException(
                    "coalesce must be within 1 to " + COALESCE_MAX + ", but was " + coalesce);
        }
        if (coalesce > 1 && (!pieces.equals(Pieces.WHOLE) || stopAfter != null)) {
            throw new IllegalArgumentException(
                    "coalesce joins frames, so it cannot be combined with pieces or stop-after");
        }
    }

    /** Returns the plan that splits each frame into pieces of this many bytes. */
    public static WirePlan pieces(int bytes) {
        return NONE.pieces(Pieces.each(bytes));
    }

    /** Returns the plan that writes this frame and the next ones at once. */
    public static WirePlan coalesce(int frames) {
        return new WirePlan(Pieces.WHOLE, Duration.ZERO, null, Newline.LF, frames);
    }

    /** Returns a copy that splits frames into these pieces. */
    public WirePlan pieces(Pieces parts) {
        return new WirePlan(parts, gap, stopAfter, newline, coalesce);
    }

    /** Returns a copy with this gap between pieces. */
    public WirePlan gap(Duration between) {
        return new WirePlan(pieces, between, stopAfter, newline, coalesce);
    }

    /** Returns a copy that is cut off here. */
    public WirePlan stopAfter(ByteOffset offset) {
        return new WirePlan(pieces, gap, offset, newline, coalesce);
    }

    /** Returns a copy with these line ends. */
    public WirePlan newline(Newline ends) {
        return new WirePlan(pieces, gap, stopAfter, ends, coalesce);
    }

    /**
     * Returns the bytes of each write for one frame, none of them empty; joined, they are the frame up to
     * {@code stopAfter}.
     *
     * @param frame the frame's bytes, already with the line ends of {@link #newline()}
     * @param textStart bytes before a token's text; 0 if the frame has none
     */
    public List<byte[]> writes(byte[] frame, int textStart) {
        int length = stopAfter == null ? frame.length : stopAfter.resolve(frame.length, textStart);
        return pieces.cut(frame, length, textStart);
    }
}
