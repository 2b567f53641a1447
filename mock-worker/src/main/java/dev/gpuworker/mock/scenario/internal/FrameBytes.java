package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.WirePlan.Newline;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of one frame before its {@link WirePlan} parts them. Immutable. */
final class FrameBytes {
    private static final String TEXT_KEY = "\"t\":\"";

    private final byte[] bytes;
    private final int textStart;

    private FrameBytes(byte[] bytes, int textStart) {
        this.bytes = bytes;
        this.textStart = textStart;
    }

    /** Returns the frame of an event, as the contract frames it but for the line ends. */
    static FrameBytes of(InferenceEvent event, Newline newline) {
        return framed(SseFrame.of(event).text(), newline);
    }

    /**
     * Returns the frame of an event, or the comment or the bytes of the step; an event's fields filled from the job.
     */
    static FrameBytes of(Write write, JobFacts facts) {
        if (write instanceof Write.Raw raw) {
            return new FrameBytes(raw.bytes().toArray(), 0);
        }
        if (write instanceof Write.Comment comment) {
            return framed(": " + comment.text() + "\n\n", comment.wire().newline());
        }
        return of(facts.event(write), write.wire().newline());
    }

    private static FrameBytes framed(String text, Newline newline) {
        String frame = text.replace("\n", newline.text());
        int key = frame.indexOf(TEXT_KEY);
        int textStart =
                key < 0 ? 0 : frame.substring(0, key + TEXT_KEY.length()).getBytes(StandardCharsets.UTF_8).length;
        return new FrameBytes(frame.getBytes(StandardCharsets.UTF_8), textStart);
    }

    /** Returns a copy of all bytes. */
    byte[] toArray() {
        return bytes.clone();
    }

    /** Returns the number of bytes. */
    int length() {
        return bytes.length;
    }

    /** Returns the bytes of each write by this plan, none of them empty; joined they are what is sent of the frame. */
    List<byte[]> writes(WirePlan plan) {
        return plan.writes(bytes, textStart);
    }
}
