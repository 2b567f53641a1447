package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Piece;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** The bytes that one job sent, up to a bound. Belongs to its record. */
public final class SentBytes {
    /** A job within the contract sends less than half of it. */
    private static final int BYTES_MAX = 1 << 18;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long left;

    /**
     * The bytes at one moment.
     *
     * @param base64 the first ones, as JSON can carry them
     * @param leftOut how many more there were
     */
    public record View(String base64, long leftOut) {}

    void add(Frame frame) {
        for (Piece piece : frame.pieces()) {
            byte[] content = piece.toArray();
            int taken = Math.min(content.length, BYTES_MAX - bytes.size());
            bytes.write(content, 0, taken);
            left += content.length - taken;
        }
    }

    int size() {
        return bytes.size();
    }

    View view() {
        return new View(Base64.getEncoder().encodeToString(bytes.toByteArray()), left);
    }
}
