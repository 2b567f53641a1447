package dev.gpuworker.mock.scenario.internal.judge;

import dev.gpuworker.mock.scenario.internal.Shown;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a stream as a strict client of the contract does. Not thread-safe. */
final class SseBytes {
    /** Receives the stream's contents. */
    interface Reader {
        /** Receives one event, complete with its blank line. */
        void event(@Nullable String type, String data);

        /** Receives bytes that the contract's framing does not allow. */
        void broken(String message, String... requirements);
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Reader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean first = true;
    private boolean afterCarriageReturn;
    private @Nullable String type;
    private @Nullable StringBuilder data;

    SseBytes(Reader reader) {
        this.reader = reader;
    }

    /** Returns whether no event or line is incomplete. */
    boolean atBoundary() {
        return line.size() == 0 && type == null && data == null;
    }

    void feed(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                endOfLine();
            } else {
                line.write(b);
            }
        }
    }

    private void endOfLine() {
        byte[] bytes = line.toByteArray();
        line.reset();
        boolean marked = first && startsWithMark(bytes);
        first = false;
        line(marked ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length) : bytes);
    }

    private static boolean startsWithMark(byte[] bytes) {
        int length = BYTE_ORDER_MARK.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private void line(byte[] bytes) {
        String text = text(bytes);
        int colon = text.indexOf(':');
        if (text.isEmpty()) {
            dispatch();
        } else if (colon != 0) {
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1);
            field(field, value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            reader.broken("bytes that are not UTF-8", "M0-W-1824");
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> {
                if (data == null) {
                    data = new StringBuilder(value);
                } else {
                    reader.broken("an event with several data lines; the contract has one", "M0-W-1310");
                    data.append('\n').append(value);
                }
            }
            default -> reader.broken("a line " + Shown.quoted(name) + " that the contract does not have", "M0-W-1310");
        }
    }

    private void dispatch() {
        String eventType = type;
        StringBuilder eventData = data;
        type = null;
        data = null;
        if (eventData != null) {
            reader.event(eventType, eventData.toString());
        } else if (eventType != null) {
            reader.broken("an event without data", "M0-W-1310");
        }
    }
}
