package dev.gpuworker.mock.scenario.internal.frames;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.wire.InferenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Turns events into the bytes of their frames, split as the wire plan says. Stateless. */
public final class FrameWriter {
    private static final byte[] TEXT_KEY = "\"t\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TOKEN_HEAD = "event: token\ndata: {\"t\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Speech speech;

    /** Creates a writer for a dialect. */
    public FrameWriter(Speech speech) {
        this.speech = speech;
    }

    /** Returns the frame of an event of this kind that is neither a token nor an error. */
    Frame frame(EventKind kind, InferenceEvent event, WirePlan plan) {
        return framed(kind, -1, "", speech.frame(event), plan);
    }

    /** Returns the frame of an error. */
    public Frame error(InferenceEvent.Failed event, WirePlan plan) {
        return framed(EventKind.ERROR, -1, event.code(), speech.frame(event), plan);
    }

    /** Returns the frame of a token. */
    Frame token(InferenceEvent.Token event, WirePlan plan) {
        byte[] bytes = withNewlines(speech.frame(event), plan);
        return new Frame(EventKind.TOKEN, event.i(), "", bytes.length, pieces(bytes, textStart(bytes), plan));
    }

    /** Returns the frame of a token that has just been generated; the hot path of generated text. */
    public Frame token(String text, int index, WirePlan plan) {
        if (speech != Speech.CONTRACT || !plan.equals(WirePlan.NONE)) {
            return token(new InferenceEvent.Token(text, index), plan);
        }
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] end = ("\",\"i\":" + index + "}\n\n").getBytes(StandardCharsets.US_ASCII);
        int length = TOKEN_HEAD.length + quoted.length + end.length;
        return new Frame(EventKind.TOKEN, index, "", length, List.of(Piece.of(length, TOKEN_HEAD, quoted, end)));
    }

    /** Returns the frame of a comment. */
    Frame comment(String text, WirePlan plan) {
        return framed(EventKind.COMMENT, -1, "", ": " + text + "\n\n", plan);
    }

    /** Returns a frame of unchanged bytes. */
    Frame raw(byte[] bytes, WirePlan plan) {
        return new Frame(EventKind.RAW, -1, "", bytes.length, pieces(bytes, 0, plan));
    }

    private static Frame framed(EventKind kind, int token, String word, String text, WirePlan plan) {
        byte[] bytes = withNewlines(text, plan);
        return new Frame(kind, token, word, bytes.length, bytes.length == 0 ? List.of() : pieces(bytes, 0, plan));
    }

    private static byte[] withNewlines(String text, WirePlan plan) {
        String lines = plan.newline() == WirePlan.Newline.LF
                ? text
                : text.replace("\n", plan.newline().text());
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Piece> pieces(byte[] bytes, int textStart, WirePlan plan) {
        return plan.equals(WirePlan.NONE)
                ? List.of(Piece.of(bytes))
                : plan.writes(bytes, textStart).stream().map(Piece::of).toList();
    }

    private static int textStart(byte[] bytes) {
        for (int from = 0; from + TEXT_KEY.length <= bytes.length; from++) {
            if (Arrays.equals(bytes, from, from + TEXT_KEY.length, TEXT_KEY, 0, TEXT_KEY.length)) {
                return from + TEXT_KEY.length;
            }
        }
        return 0;
    }
}
