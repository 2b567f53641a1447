package dev.gpuworker.mock.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The head of a stream's response.
 *
 * @param chunked whether the client reads chunks; an HTTP/1.0 client does not, and gets the bytes unframed
 * @param text status line, headers and blank line
 */
public record ResponseHead(boolean chunked, String text) {
    private static final Dates DATES = new Dates();

    /**
     * Returns the head of a stream with these headers besides those that every stream has.
     *
     * @param closes whether the connection closes after the stream
     * @param scripted sent instead of the others of the same names, and besides them
     */
    public static ResponseHead of(
            boolean chunked, boolean closes, Map<String, String> headers, Map<String, String> scripted) {
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
        Set<String> replaced = replaced(scripted);
        add(text, "Date", DATES.now());
        addUnless(replaced, text, "Content-Type", "text/event-stream");
        addUnless(replaced, text, "Cache-Control", "no-cache");
        if (closes) {
            add(text, "Connection", "close");
        }
        headers.forEach((name, value) -> addUnless(replaced, text, name, value));
        scripted.forEach((name, value) -> add(text, name, value));
        if (chunked) {
            add(text, "Transfer-Encoding", "chunked");
        }
        return new ResponseHead(chunked, text.append("\r\n").toString());
    }

    private static Set<String> replaced(Map<String, String> scripted) {
        if (scripted.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(scripted.keySet());
        return names;
    }

    private static void addUnless(Set<String> replaced, StringBuilder text, String name, String value) {
        if (!replaced.contains(name)) {
            add(text, name, value);
        }
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }

    /** The date header; its text is formatted once a second. Thread-safe. */
    private static final class Dates {
        private volatile Second newest = Second.of(Instant.now());

        String now() {
            Instant now = Instant.now();
            Second known = newest;
            if (known.epochSecond != now.getEpochSecond()) {
                known = Second.of(now);
                newest = known;
            }
            return known.date;
        }
    }

    private record Second(long epochSecond, String date) {
        static Second of(Instant instant) {
            return new Second(
                    instant.getEpochSecond(),
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
        }
    }

    public ByteBuffer bytes() {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
