package dev.gpuworker.mock.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The head of a stream's response.
 *
 * @param chunked whether the client reads chunks; an HTTP/1.0 one does not, and gets the bytes as they are
 * @param text status line, headers and blank line
 */
record ResponseHead(boolean chunked, String text) {
    /** Returns the head of a stream with these headers besides those that every stream has. */
    static ResponseHead of(boolean chunked, Map<String, String> headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
        add(
                text,
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
        add(text, "Content-Type", "text/event-stream");
        add(text, "Cache-Control", "no-cache");
        add(text, "Connection", "close");
        headers.forEach((name, value) -> add(text, name, value));
        if (chunked) {
            add(text, "Transfer-Encoding", "chunked");
        }
        return new ResponseHead(chunked, text.append("\r\n").toString());
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
