package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import java.util.List;

/**
 * A compiled step of a script: its frames are encoded unless they depend on the job.
 *
 * @param step the step
 * @param frames sources of the known frames, in order
 * @param tokens whether each frame is a token that counts towards {@code max_tokens}
 * @param generated greatest number of generated tokens
 * @param endsByItself whether generation may reach its end of text before that
 * @param first wait before the first frame
 * @param every wait before each other frame
 * @param plan how each frame is written
 */
record Part(
        Step step,
        List<FrameSource> frames,
        boolean tokens,
        int generated,
        boolean endsByItself,
        Pacing first,
        Pacing every,
        WirePlan plan) {
    /** A guess for generation that may end by itself. */
    private static final int EVENTS_GUESSED = 128;

    Part {
        frames = List.copyOf(frames);
    }

    /** Returns a step that sends nothing. */
    static Part silent(Step step) {
        return new Part(step, List.of(), false, 0, false, Pacing.NONE, Pacing.NONE, WirePlan.NONE);
    }

    /** Returns whether it ends the response with the last chunk. */
    boolean isCleanEnd() {
        return step instanceof Ending ending && ending.isComplete();
    }

    /** Returns the greatest number of its events, or a guess. */
    int events(int maxTokens) {
        int made = Math.min(generated, maxTokens);
        return frames.size() + (endsByItself ? Math.min(made, EVENTS_GUESSED) : made);
    }
}
