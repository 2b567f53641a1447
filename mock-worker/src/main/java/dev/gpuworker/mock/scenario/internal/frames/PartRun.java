package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.WirePlan;
import org.jspecify.annotations.Nullable;

/** Makes the frames of one step for one job, one after the other. No other class decides which frames follow. */
final class PartRun {
    private final Part part;
    private final JobTokens tokens;
    private final FrameWriter writer;
    private int next;
    private int made;

    PartRun(Part part, JobTokens tokens, FrameWriter writer) {
        this.part = part;
        this.tokens = tokens;
        this.writer = writer;
    }

    /** Returns the source of the next frame; null after the last. */
    @Nullable FrameSource next() {
        while (next < part.frames().size()) {
            FrameSource source = part.frames().get(next++);
            if (!part.tokens() || tokens.takes()) {
                made++;
                return source;
            }
        }
        if (made < part.generated() && tokens.takesGenerated(part.endsByItself())) {
            made++;
            return generated(tokens.generation().next(), part.plan());
        }
        return null;
    }

    private FrameSource generated(String text, WirePlan plan) {
        return job -> writer.token(text, job.tokens().sent(), plan);
    }

    /** Returns the wait before the frame that the last call of {@link #next} returned. */
    Pacing before() {
        return (part.generated() > 0 ? made : next) == 1 ? part.first() : part.every();
    }

    /** Returns whether all known frames have been made and none will be generated. */
    boolean isOver() {
        return next >= part.frames().size() && part.generated() == 0;
    }
}
