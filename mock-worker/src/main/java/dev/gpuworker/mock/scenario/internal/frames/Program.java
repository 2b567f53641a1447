package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.Write;
import java.util.List;

/** A compiled script: frames encoded, wire plans applied. Immutable, shared by all jobs that play it. */
public final class Program {
    private final List<Part> parts;

    private Program(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Returns the program of a script. */
    static Program of(Script script, FrameWriter writer) {
        StepFrames frames = new StepFrames(writer);
        return new Program(
                script.steps().stream().map(step -> step.accept(frames)).toList());
    }

    /** Returns the program of jobs without a script. */
    static Program generated(Pacing first, Pacing every, FrameWriter writer) {
        StepFrames frames = new StepFrames(writer);
        Write.Tokens text =
                Write.Tokens.generate(TokenSource.COUNT_MAX).first(first).every(every);
        return new Program(List.of(
                frames.write(Write.Started.FROM_JOB),
                frames.generated(text, Integer.MAX_VALUE, true),
                frames.write(Write.Metrics.FROM_JOB),
                frames.write(Write.End.FROM_JOB)));
    }

    List<Part> parts() {
        return parts;
    }

    /** Returns whether the script withholds the response's head. */
    public boolean stallsBeforeHead() {
        return !parts.isEmpty()
                && parts.get(0).step() instanceof Pause.Stall stall
                && stall.at() == Pause.Stall.At.BEFORE_HEADERS;
    }

    /**
     * Returns the greatest number of events of a job with this {@code max_tokens}, or a guess if that depends on
     * generated text.
     */
    public int events(int maxTokens) {
        return parts.stream().mapToInt(part -> part.events(maxTokens)).sum();
    }
}
