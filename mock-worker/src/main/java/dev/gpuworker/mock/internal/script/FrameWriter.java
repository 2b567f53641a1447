package dev.gpuworker.mock.internal.script;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.wire.InferenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Turns events into the bytes of their frames, cut as the wire plan says. Stateless. */
public final class FrameWriter {
    private static final byte[] TEXT_KEY = "\"t\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TOKEN_HEAD = "event: token\ndata: {\"t\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Speech speech;

    public FrameWriter(Speech speech) {
        this.speech = speech;
    }

    /** Returns the frame of an event. */
    public Frame event(InferenceEvent event, WirePlan plan) {
        byte[] bytes = withNewlines(speech.frame(event), plan);
        if (event instanceof InferenceEvent.Token token) {
            return Frame.token(token.i(), pieces(bytes, textStart(bytes), plan));
        }
        if (event instanceof InferenceEvent.Failed failed) {
            return Frame.error(failed.code(), pieces(bytes, 0, plan));
        }
        return Frame.of(kind(event), pieces(bytes, 0, plan));
    }

    /** Returns the frame of a token that was drawn just now; the hot path of generated text. */
    public Frame token(String text, int index, WirePlan plan) {
        if (speech != Speech.CONTRACT || !plan.equals(WirePlan.NONE)) {
            return event(new InferenceEvent.Token(text, index), plan);
        }
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] end = ("\",\"i\":" + index + "}\n\n").getBytes(StandardCharsets.US_ASCII);
        int length = TOKEN_HEAD.length + quoted.length + end.length;
        return Frame.token(index, List.of(Piece.of(length, TOKEN_HEAD, quoted, end)));
    }

    /** Returns the frame of a comment, or of bytes that are no frame at all. */
    static Frame bytes(EventKind kind, byte[] bytes, WirePlan plan) {
        return Frame.of(kind, pieces(bytes, 0, plan));
    }

    static byte[] withNewlines(String text, WirePlan plan) {
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

    private static EventKind kind(InferenceEvent event) {
        if (event instanceof InferenceEvent.Started) {
            return EventKind.STARTED;
        }
        return event instanceof InferenceEvent.Metrics ? EventKind.METRICS : EventKind.END;
    }
}
