package dev.gpuworker.conformance.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The chunked transfer coding, read strictly. */
final class ChunkedFraming extends BodyFraming {
    /** A size line with extensions; longer ones are not chunk sizes. */
    private static final int LINE_CHARS_MAX = 256;

    private enum Reading {
        SIZE,
        BYTES,
        AFTER_BYTES,
        TRAILER,
        DONE
    }

    private final StringBuilder line = new StringBuilder();
    private Reading reading = Reading.SIZE;
    private long left;

    @Override
    int feed(byte[] bytes, int from, int length, ByteArrayOutputStream body) {
        int at = from;
        while (at < length && reading != Reading.DONE && fault().isEmpty()) {
            if (reading == Reading.BYTES) {
                int take = (int) Math.min(left, length - at);
                body.write(bytes, at, take);
                at += take;
                left -= take;
                reading = left == 0 ? Reading.AFTER_BYTES : Reading.BYTES;
            } else {
                take((char) (bytes[at] & 0xff));
                at++;
            }
        }
        return at;
    }

    private void take(char character) {
        if (character != '\n') {
            line.append(character);
            if (line.length() > LINE_CHARS_MAX) {
                fail("chunk framing broken: no end of line within " + LINE_CHARS_MAX + " bytes");
            }
            return;
        }
        String text = line.toString().stripTrailing();
        line.setLength(0);
        switch (reading) {
            case SIZE -> size(text);
            case AFTER_BYTES -> {
                if (!text.isEmpty()) {
                    fail("chunk framing broken: the chunk is longer than its size");
                }
                reading = Reading.SIZE;
            }
            case TRAILER -> reading = text.isEmpty() ? Reading.DONE : Reading.TRAILER;
            case BYTES, DONE -> throw new IllegalStateException("no line is read while " + reading);
        }
    }

    private void size(String text) {
        String digits = text.replaceFirst("[ \\t]*;.*", "");
        if (!digits.matches("[0-9a-fA-F]{1,8}")) {
            fail("chunk framing broken: not a chunk size: "
                    + ReceivedHead.quoted(text.getBytes(StandardCharsets.ISO_8859_1)));
            return;
        }
        left = Long.parseLong(digits, 16);
        reading = left == 0 ? Reading.TRAILER : Reading.BYTES;
    }

    @Override
    boolean isComplete() {
        return reading == Reading.DONE;
    }
}
