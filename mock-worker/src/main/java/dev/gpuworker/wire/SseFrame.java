package dev.gpuworker.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One SSE block as fields, undecoded.
 *
 * @param event the {@code event:} line, absent if the block has none
 * @param data the data; several {@code data:} lines are joined by a line feed
 */
public record SseFrame(@Nullable String event, String data) {
    /**
     * Returns the frame of an event, framed as {@code docs/worker-api.md} section 2 says: {@code event}, then one line
     * of JSON.
     */
    public static SseFrame of(InferenceEvent event) {
        return new SseFrame(event.type(), EventJson.write(event));
    }

    /** Returns the text of this frame with line feeds, its blank line included. */
    public String text() {
        StringBuilder text = new StringBuilder(data.length() + 32);
        if (event != null) {
            text.append("event: ").append(event).append('\n');
        }
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    /** Returns the UTF-8 bytes of {@link #text()}. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
