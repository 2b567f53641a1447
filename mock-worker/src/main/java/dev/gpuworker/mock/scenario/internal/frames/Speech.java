package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;

/** How a dialect frames an event. */
public interface Speech {
    /** The contract's frames: {@code event:}, then {@code data:}. */
    Speech CONTRACT = event -> SseFrame.of(event).text();

    /** Returns the frame's text with line feeds, its blank line included. */
    String frame(InferenceEvent event);
}
