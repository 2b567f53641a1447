package dev.gpuworker.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that every stream must send, with places that may differ: the stream's number, and values such as times.
 * Immutable; shared by all streams.
 */
public final class ExpectedBody {
    /** Stands for any bytes up to the next expected one. No UTF-8 text contains it. */
    static final byte RUN = (byte) 0xFF;

    /** Stands for one digit of the stream's number. */
    static final byte NUMBER_DIGIT = (byte) 0xFE;

    /** A blank line, which separates frames in the standard. */
    public static final Pattern BLANK_LINE = Pattern.compile("\r\n\r\n|\n\n");

    final byte[] bytes;
    final int[] frameEnds;
    private final int firstToken;
    private final int tokens;

    private ExpectedBody(byte[] bytes, int[] frameEnds, int firstToken, int tokens) {
        this.bytes = bytes;
        this.frameEnds = frameEnds;
        this.firstToken = firstToken;
        this.tokens = tokens;
    }

    /**
     * Takes one answer as the pattern for all others.
     *
     * @param body the answer to stream 0
     * @param tokens how many token frames it must have, one after the other
     * @param frameEnd separates frames
     * @param tokenFrame finds a token frame
     * @param variable each pattern's first group may be different in another stream
     * @throws IllegalArgumentException if the answer does not match
     */
    public static ExpectedBody learn(
            String body, int tokens, Pattern frameEnd, Pattern tokenFrame, List<Pattern> variable) {
        String masked = maskNumber(body);
        for (Pattern pattern : variable) {
            masked = mask(masked, pattern);
        }
        List<Integer> ends = new ArrayList<>();
        int first = -1;
        int found = 0;
        Matcher matcher = frameEnd.matcher(masked);
        int from = 0;
        int end = 0;
        while (matcher.find()) {
            String frame = masked.substring(from, matcher.end());
            if (tokenFrame.matcher(frame).find()) {
                first = first < 0 ? ends.size() : first;
                found++;
            }
            from = matcher.end();
            end += marked(frame).length;
            ends.add(end);
        }
        if (found != tokens) {
            throw new IllegalArgumentException(
                    "expected " + tokens + " token frames, but got " + found + " in " + body.length()
                            + " characters that begin with: " + body.substring(0, Math.min(200, body.length())));
        }
        int[] frameEnds = ends.stream().mapToInt(Integer::intValue).toArray();
        return new ExpectedBody(marked(masked), frameEnds, first, tokens);
    }

    /** Returns the events of one stream, tokens or not. */
    public int events() {
        return frameEnds.length;
    }

    /** Returns the position of the first token among the events. */
    public int firstToken() {
        return firstToken;
    }

    /** Returns the number of tokens. */
    public int tokens() {
        return tokens;
    }

    private static String maskNumber(String body) {
        return body.replace("-" + RequestTemplate.digits(0), "-" + "\uFFFE".repeat(6));
    }

    private static String mask(String body, Pattern pattern) {
        return pattern.matcher(body).replaceAll(found -> {
            String whole = found.group();
            int from = found.start(1) - found.start();
            int to = found.end(1) - found.start();
            return Matcher.quoteReplacement(whole.substring(0, from) + "\uFFFF" + whole.substring(to));
        });
    }

    /** Encodes as UTF-8, except for the two marks, which become their one byte. */
    private static byte[] marked(String masked) {
        byte[] utf8 = masked.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[utf8.length];
        int length = 0;
        for (int i = 0; i < utf8.length; i++) {
            boolean mark = utf8[i] == (byte) 0xEF && utf8[i + 1] == (byte) 0xBF && (utf8[i + 2] & 0xFE) == 0xBE;
            out[length++] = mark ? (utf8[i + 2] == (byte) 0xBF ? RUN : NUMBER_DIGIT) : utf8[i];
            i += mark ? 2 : 0;
        }
        return Arrays.copyOf(out, length);
    }
}
