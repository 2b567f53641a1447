package dev.gpuworker.conformance.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes as text, with the bytes before and after them. Line ends and other invisible bytes are written as escapes.
 *
 * @param before up to {@value #AROUND} bytes before
 * @param marked the bytes in question, at most {@value #MARKED_MAX}
 * @param after up to {@value #AROUND} bytes after
 */
public record BytesExcerpt(String before, String marked, String after) {
    private static final int AROUND = 160;
    private static final int MARKED_MAX = 600;

    static BytesExcerpt of(byte[] body, int from, int to) {
        int start = Math.min(Math.max(from, 0), body.length);
        int end = Math.min(Math.max(to, start), body.length);
        int shown = Math.min(end, start + MARKED_MAX);
        return new BytesExcerpt(
                text(body, Math.max(0, start - AROUND), start),
                text(body, start, shown) + (shown < end ? "…" : ""),
                text(body, end, Math.min(body.length, end + AROUND)));
    }

    private static String text(byte[] body, int from, int to) {
        String decoded = new String(Arrays.copyOfRange(body, from, to), StandardCharsets.UTF_8);
        StringBuilder visible = new StringBuilder(decoded.length() + 16);
        decoded.codePoints().forEach(c -> {
            if (c == '\n') {
                visible.append("␊\n");
            } else if (c == '\r') {
                visible.append('␍');
            } else if (c < 0x20 || c == 0x7f || c == 0xfeff) {
                visible.append(String.format("⟨%02X⟩", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }
}
