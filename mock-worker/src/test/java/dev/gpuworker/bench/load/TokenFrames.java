package dev.gpuworker.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The frames that every configurable server sends; all token frames have the same length. */
public final class TokenFrames {
    /** Finds a token frame of the contract. */
    public static final Pattern TOKEN = Pattern.compile("event: ?token\r?\ndata: ?\\{\"t\":");

    private static final String LETTERS = "tokentok";

    private TokenFrames() {}

    /** Returns the text of token {@code i}: padded, so that all texts with their numbers have the same length. */
    public static String text(int i) {
        return LETTERS.substring(0, LETTERS.length() - Integer.toString(i).length());
    }

    /** Returns the JSON of token {@code i}. */
    public static String json(int i) {
        return "{\"t\":\"" + text(i) + "\",\"i\":" + i + "}";
    }

    /** Returns the frame of token {@code i}. */
    public static String frame(int i) {
        return "event: token\ndata: " + json(i) + "\n\n";
    }

    /** Returns the token frames of a stream. */
    public static String tokens(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(frame(i));
        }
        return text.toString();
    }

    /** Returns the whole stream: {@code started}, the tokens and {@code end}, as bytes for each event. */
    public static List<byte[]> stream(int count) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(bytes("event: started\ndata: {\"job_id\":\"job\",\"model\":\"floor\",\"started_at\":"
                + "\"2026-01-01T00:00:00Z\"}\n\n"));
        for (int i = 0; i < count; i++) {
            frames.add(bytes(frame(i)));
        }
        frames.add(bytes("event: end\ndata: {\"tokens_out\":" + count + ",\"decode_time_ms\":0}\n\n"));
        return frames;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
