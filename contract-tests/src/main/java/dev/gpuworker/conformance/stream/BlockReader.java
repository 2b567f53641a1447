package dev.gpuworker.conformance.stream;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds frames from lines. Not thread-safe. */
final class BlockReader {
    /**
     * Four times the longest job's tokens; more frames of a flood show nothing new, and must not exceed a heap of 256
     * MB.
     */
    private static final int FRAMES_MAX = 8_192;

    private static final int FAULTS_MAX = 1_000;
    private static final int TEXT_CHARS_MAX = 2_000;

    private final List<Frame> frames = new ArrayList<>();
    private final List<StreamFault> faults = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private @Nullable String event;
    private boolean hasData;
    private int blockFrom = -1;
    private boolean justDispatched;

    List<Frame> frames() {
        return frames;
    }

    List<StreamFault> faults() {
        return faults;
    }

    /** Takes a line without its line end. */
    void line(byte[] bytes, int from, int toByte, long nanos) {
        justDispatched = false;
        if (bytes.length == 0) {
            blank(toByte, nanos);
            return;
        }
        if (blockFrom < 0) {
            blockFrom = from;
        }
        String text = decode(bytes, from);
        int colon = text.indexOf(':');
        if (colon == 0) {
            return;
        }
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value, from, toByte, text);
    }

    private void field(String field, String value, int from, int toByte, String text) {
        switch (field) {
            case "event" -> event = value;
            case "data" -> {
                data.append(value).append('\n');
                hasData = true;
            }
            case "id" -> fault(StreamFault.Kind.ID_LINE, from, toByte, text);
            case "retry" -> fault(StreamFault.Kind.RETRY_LINE, from, toByte, text);
            default -> fault(StreamFault.Kind.UNKNOWN_FIELD, from, toByte, text);
        }
    }

    private void blank(int toByte, long nanos) {
        if (hasData && frames.size() < FRAMES_MAX) {
            frames.add(new Frame(event, data.substring(0, data.length() - 1), nanos, blockFrom, toByte));
            justDispatched = true;
        } else if (!hasData && event != null) {
            fault(StreamFault.Kind.EVENT_WITHOUT_DATA, blockFrom, toByte, "event: " + event);
        }
        reset();
    }

    private void reset() {
        data.setLength(0);
        hasData = false;
        event = null;
        blockFrom = -1;
    }

    /** The line feed of a CRLF belongs to the block that its carriage return has just ended. */
    void swallowLineFeed(int toByte) {
        if (justDispatched) {
            Frame last = frames.remove(frames.size() - 1);
            frames.add(new Frame(last.event(), last.data(), last.nanos(), last.fromByte(), toByte));
            justDispatched = false;
        }
    }

    void end(String openLine, int lineFrom, int toByte) {
        boolean openComment = openLine.startsWith(":");
        if (hasData || event != null || (!openLine.isEmpty() && !openComment)) {
            int from = blockFrom < 0 ? lineFrom : blockFrom;
            fault(StreamFault.Kind.INCOMPLETE_EVENT, from, toByte, openLine);
        }
        reset();
    }

    private String decode(byte[] bytes, int from) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            fault(StreamFault.Kind.NOT_UTF8, from, from + bytes.length, text);
            return text;
        }
    }

    private void fault(StreamFault.Kind kind, int from, int toByte, String text) {
        if (faults.size() < FAULTS_MAX) {
            String shown = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) + "…" : text;
            faults.add(new StreamFault(kind, from, toByte, shown));
        }
    }
}
