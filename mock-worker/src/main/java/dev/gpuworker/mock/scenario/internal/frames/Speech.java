package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;

/** How a dialect frames an event. */
public interface Speech {
    /** The contract's frames: {@code event:}, then {@code data:}. */
    Speech CONTRACT = event -> SseFrame.of(event).text();

    /** Frames of the worker of October 2025. */
    Speech AS_BUILT = new AsBuiltSpeech();

    /** Returns how the dialect frames events. */
    static Speech of(Dialect dialect) {
        return switch (dialect) {
            case CONTRACT -> CONTRACT;
            case AS_BUILT -> AS_BUILT;
        };
    }

    /** Returns the frame's text with line feeds, its blank line included; empty for an event that is never sent. */
    String frame(InferenceEvent event);
}
