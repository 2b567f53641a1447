package dev.gpuworker.bench.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Compares one stream's body with the expected one, byte by byte, and stamps each event with the time of its last byte.
 */
final class BodyCheck {
    private final ExpectedBody expected;
    private final byte[] number;
    private final long[] arrivals;
    private final int base;
    private int position;
    private int event;
    private int digit;
    private int inRun;

    /** Writes the arrival of event {@code k} to {@code arrivals[base + k]}. */
    BodyCheck(ExpectedBody expected, int stream, long[] arrivals, int base) {
        this.expected = expected;
        this.number = RequestTemplate.digits(stream).getBytes(StandardCharsets.US_ASCII);
        this.arrivals = arrivals;
        this.base = base;
    }

    /** Returns null if the bytes are the expected ones, otherwise what is wrong. */
    @Nullable String accept(byte[] buffer, int from, int to, long nanoTime) {
        byte[] bytes = expected.bytes;
        int at = position;
        for (int i = from; i < to; i++) {
            if (at == bytes.length) {
                return "bytes after the expected end of the body";
            }
            byte got = buffer[i];
            byte want = bytes[at];
            if (got == want) {
                at++;
            } else if (want == ExpectedBody.RUN) {
                at = inRun(got, at);
            } else if (want == ExpectedBody.NUMBER_DIGIT && got == number[digit]) {
                digit = (digit + 1) % number.length;
                at++;
            } else {
                return "byte " + at + " of the body is " + (got & 0xff) + ", expected " + (want & 0xff) + ", in event "
                        + event;
            }
            if (event < expected.frameEnds.length && at == expected.frameEnds[event]) {
                arrivals[base + event++] = nanoTime;
            }
        }
        position = at;
        return null;
    }

    /** A run ends with the first byte that is the next expected one, and is never empty. */
    private int inRun(byte got, int at) {
        if (inRun > 0 && got == expected.bytes[at + 1]) {
            inRun = 0;
            return at + 2;
        }
        inRun++;
        return at;
    }

    int events() {
        return event;
    }

    boolean complete() {
        return position == expected.bytes.length;
    }
}
