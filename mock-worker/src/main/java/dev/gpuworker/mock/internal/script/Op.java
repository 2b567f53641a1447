package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.WirePlan;

/** A step made ready to be played. */
sealed interface Op {
    /**
     * Sends one frame.
     *
     * @param kind what it sends
     * @param source makes the frame
     * @param before wait before it
     * @param plan of which the gap and the coalescing are left to the player
     */
    record Emit(EventKind kind, FrameSource source, Pacing before, WirePlan plan) implements Op {}

    /**
     * Sends generated tokens.
     *
     * @param max at most this many
     * @param endsByItself whether generation may come to its end of text before
     * @param first wait before the first
     * @param every wait before each other
     * @param plan how each frame is written
     */
    record Generate(int max, boolean endsByItself, Pacing first, Pacing every, WirePlan plan) implements Op {}

    /** Moves the time line. */
    record Wait(Pacing pacing) implements Op {}

    /** Holds at a gate. */
    record Hold(String gate) implements Op {}

    /** Hangs. */
    record Stall(Pause.Stall stall) implements Op {}

    /** Ends the response. */
    record Finish(Ending ending) implements Op {}
}
