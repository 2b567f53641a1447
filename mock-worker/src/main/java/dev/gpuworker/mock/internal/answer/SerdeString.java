package dev.gpuworker.mock.internal.answer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads strings as the worker's library (serde_json) does. The opening quote has been read. */
final class SerdeString {
    private static final String AT_END = "EOF while parsing a string";
    private static final String CONTROL = "control character (\\u0000-\\u001F) found while parsing a string";

    private SerdeString() {}

    static String read(JsonCursor json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = json.next(AT_END); next != '"'; next = json.next(AT_END)) {
            if (next < ' ') {
                throw json.here(CONTROL);
            }
            if (next == '\\') {
                bytes.writeBytes(Character.toString(escape(json)).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(next);
            }
        }
        return decoded(json, ByteBuffer.wrap(bytes.toByteArray()));
    }

    private static String decoded(JsonCursor json, ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw json.before("invalid unicode code point", bytes.remaining());
        }
        return text.flip().toString();
    }

    /** Skips a string that nobody wants; whether its characters are valid does not matter. */
    static void skip(JsonCursor json) {
        while (true) {
            int next = json.peek();
            if (next >= 0 && next < ' ') {
                throw json.here(CONTROL);
            }
            json.next(AT_END);
            if (next == '"') {
                return;
            }
            if (next == '\\' && escaped(json) == 'u') {
                hex(json);
            }
        }
    }

    private static int escaped(JsonCursor json) {
        int which = json.next(AT_END);
        if ("\"\\/bfnrtu".indexOf(which) < 0) {
            throw json.here("invalid escape");
        }
        return which;
    }

    private static int escape(JsonCursor json) {
        int which = escaped(json);
        return switch (which) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(json);
            default -> which;
        };
    }

    private static int unicode(JsonCursor json) {
        int unit = hex(json);
        if (Character.isLowSurrogate((char) unit)) {
            throw json.here("lone leading surrogate in hex escape");
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return unit;
        }
        if (json.next(AT_END) != '\\' || json.next(AT_END) != 'u') {
            throw json.here("unexpected end of hex escape");
        }
        int low = hex(json);
        if (!Character.isLowSurrogate((char) low)) {
            throw json.here("lone leading surrogate in hex escape");
        }
        return Character.toCodePoint((char) unit, (char) low);
    }

    private static int hex(JsonCursor json) {
        if (json.left() < 4) {
            json.skipAll();
            throw json.here(AT_END);
        }
        int value = 0;
        boolean valid = true;
        for (int k = 0; k < 4; k++) {
            int digit = Character.digit(json.next(AT_END), 16);
            valid &= digit >= 0;
            value = value * 16 + digit;
        }
        if (!valid) {
            throw json.here("invalid escape");
        }
        return value;
    }
}
