package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a program for one job: draws its waits in the script's order, leaves out excess tokens, and gathers the
 * frames of one write. Belongs to one job.
 */
public final class Cursor implements ActionSource {
    private final List<Part> parts;
    private final FrameWriter writer;
    private final Supplier<RandomGenerator> generator;
    private final double speed;
    private final JobTokens tokens;
    private final Silence silence = new Silence();
    private int at;
    private @Nullable PartRun run;
    /** The action after the frames of the write that is being gathered. */
    private @Nullable Action after;

    private long waited;
    private @Nullable RandomGenerator random;

    /**
     * Creates a cursor at the beginning.
     *
     * @param program the program to play
     * @param writer encodes generated tokens
     * @param generator creates the generator of random waits, if there are any
     * @param speed divides all times
     * @param tokens the job's tokens
     */
    public Cursor(
            Program program, FrameWriter writer, Supplier<RandomGenerator> generator, double speed, JobTokens tokens) {
        this.parts = program.parts();
        this.writer = writer;
        this.generator = generator;
        this.speed = speed;
        this.tokens = tokens;
    }

    @Override
    public boolean onlyEofLeft() {
        if (after != null) {
            return !after.needsHead() && after instanceof Action.Finish && after.waitNanos() == 0;
        }
        return run == null && (at >= parts.size() || parts.get(at).isCleanEnd());
    }

    @Override
    public Action next() {
        Sending first = nextSending();
        if (first == null) {
            return pauseOrEnd();
        }
        if (first.plan().coalesce() == 1) {
            return first.send();
        }
        List<Action.Send> sends = new ArrayList<>();
        sends.add(first.send());
        while (sends.size() < first.plan().coalesce()) {
            Sending more = nextSending();
            if (more == null) {
                break;
            }
            sends.add(more.send());
        }
        return new Action.Batch(sends);
    }

    private Action pauseOrEnd() {
        Action due = after == null ? new Action.Finish(takeWaited(), new Ending.Eof()) : after;
        after = null;
        return due;
    }

    /** Returns the next frame with the sum of the waits before it; null if something else or nothing comes first. */
    private @Nullable Sending nextSending() {
        while (after == null && at < parts.size()) {
            Part part = parts.get(at);
            PartRun running = run == null ? new PartRun(part, tokens, writer) : run;
            FrameSource source = running.next();
            run = source == null || running.isOver() ? null : running;
            at += run == null ? 1 : 0;
            if (source != null) {
                return sending(source, running.before(), part.plan());
            }
            after = part.step().accept(silence).orElse(null);
        }
        return null;
    }

    private Sending sending(FrameSource source, Pacing before, WirePlan plan) {
        waited += nanos(before);
        return new Sending(new Action.Send(takeWaited(), source, nanos(plan.gap())), plan);
    }

    private long takeWaited() {
        long wait = waited;
        waited = 0;
        return wait;
    }

    private long nanos(Pacing pacing) {
        if (pacing instanceof Pacing.Fixed fixed) {
            return nanos(fixed.duration());
        }
        RandomGenerator drawn = random == null ? generator.get() : random;
        random = drawn;
        return nanos(pacing.draw(drawn));
    }

    private long nanos(Duration duration) {
        return speed == 1 ? duration.toNanos() : (long) (duration.toNanos() / speed);
    }

    private record Sending(Action.Send send, WirePlan plan) {}

    /** Returns the action of a step that sends nothing; empty if it only takes time or its frames are over. */
    private final class Silence implements Step.Visitor<Optional<Action>>, Pause.Visitor<Optional<Action>> {
        @Override
        public Optional<Action> write(Write write) {
            return Optional.empty();
        }

        @Override
        public Optional<Action> pause(Pause pause) {
            return pause.accept((Pause.Visitor<Optional<Action>>) this);
        }

        @Override
        public Optional<Action> ending(Ending ending) {
            return Optional.of(new Action.Finish(takeWaited(), ending));
        }

        @Override
        public Optional<Action> waiting(Pause.Wait step) {
            waited += nanos(step.pacing());
            return Optional.empty();
        }

        @Override
        public Optional<Action> hold(Pause.Hold step) {
            return Optional.of(new Action.Hold(takeWaited(), step));
        }

        @Override
        public Optional<Action> stall(Pause.Stall step) {
            Duration duration = step.duration();
            return Optional.of(new Action.Stall(takeWaited(), step, duration == null ? -1 : nanos(duration)));
        }
    }
}
