package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.wire.Dialect;

/**
 * Dry-runs a script without a clock and a client. It yields the frames that a job would send, filled with the facts of
 * a sample. Used once.
 */
public final class Rehearsal {
    /**
     * Receives each frame.
     *
     * @param <E> exception that it may throw
     */
    @FunctionalInterface
    public interface Audience<E extends Exception> {
        /**
         * Takes a frame that the step sends.
         *
         * @param frame the frame
         * @param before the wait before it
         */
        void frame(Frame frame, Pacing before) throws E;
    }

    private final FrameWriter writer;
    private final StepFrames frames;
    private final JobFacts facts;

    /** Creates a rehearsal of a job with these facts. */
    public Rehearsal(JobFacts facts) {
        this(facts, Dialect.CONTRACT);
    }

    /** Creates a rehearsal of a job with these facts, in this dialect. */
    public Rehearsal(JobFacts facts, Dialect dialect) {
        this.facts = facts;
        this.writer = new FrameWriter(Speech.of(dialect));
        this.frames = new StepFrames(writer);
    }

    /** Dry-runs the next step of the script. */
    public <E extends Exception> void step(Step step, Audience<E> audience) throws E {
        Part part = step.accept(frames);
        PartRun run = new PartRun(part, facts.tokens(), writer);
        for (FrameSource source = run.next(); source != null; source = run.next()) {
            Frame frame = source.frame(facts);
            if (frame.kind() == EventKind.TOKEN) {
                facts.tokens().count();
            }
            audience.frame(frame, run.before());
        }
    }
}
