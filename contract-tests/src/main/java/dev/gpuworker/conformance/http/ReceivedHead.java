package dev.gpuworker.conformance.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Status line and headers of a response.
 *
 * @param status 0 if the bytes are not an HTTP head
 * @param headers names in lower case
 * @param fault what is wrong; empty if nothing is
 */
record ReceivedHead(int status, Map<String, List<String>> headers, String fault) {
    static final ReceivedHead NONE = new ReceivedHead(0, Map.of(), "");
    private static final byte[] PREFIX = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_MAJOR = 0x03;

    static boolean isWhole(byte[] head) {
        int end = head.length - 1;
        return end >= 1 && head[end] == '\n' && (head[end - 1] == '\n' || (end >= 2 && head[end - 2] == '\n'));
    }

    static boolean canBegin(ByteArrayOutputStream head) {
        if (head.size() > PREFIX.length) {
            return true;
        }
        byte[] bytes = head.toByteArray();
        for (int i = 0; i < bytes.length && i < PREFIX.length; i++) {
            if (bytes[i] != PREFIX[i]) {
                return false;
            }
        }
        return true;
    }

    static ReceivedHead parse(byte[] bytes) {
        List<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        String[] status = lines.get(0).split(" ", 3);
        if (status.length < 2 || !status[1].matches("[1-5]\\d\\d")) {
            return new ReceivedHead(0, Map.of(), "not an HTTP status line: " + quoted(bytes));
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                return new ReceivedHead(
                        0, Map.of(), "not an HTTP header line: " + quoted(line.getBytes(StandardCharsets.ISO_8859_1)));
            }
            headers.computeIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return new ReceivedHead(Integer.parseInt(status[1]), headers, "");
    }

    /** Describes bytes that are not HTTP; a TLS server answers a plain request with an alert. */
    static String notHttp(byte[] bytes) {
        boolean alert = bytes.length > 1 && bytes[0] == TLS_ALERT && bytes[1] == TLS_MAJOR;
        return alert
                ? "not HTTP but a TLS alert: this port speaks TLS; ask the worker's plain HTTP port"
                : "not an HTTP response: it begins with " + quoted(bytes);
    }

    /** Returns the first few bytes for a message; unprintable bytes are replaced. */
    static String quoted(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 40), StandardCharsets.ISO_8859_1);
        return "\"" + text.replaceAll("[^\\x20-\\x7e]", ".") + "\"";
    }
}
