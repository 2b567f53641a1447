package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.WirePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Walks through a program for one job, drawing its waits in the script's order. Belongs to one job. */
public final class Cursor implements ActionSource {
    private final List<Op> ops;
    private final Supplier<RandomGenerator> generator;
    private final double speed;
    private final GenerateRun.Source generation;
    private int at;
    /** Tokens handed to the player so far. */
    private int tokens;

    private long waited;
    private @Nullable GenerateRun run;
    private @Nullable RandomGenerator random;

    public Cursor(Program program, Supplier<RandomGenerator> generator, double speed, GenerateRun.Source generation) {
        this.ops = program.ops();
        this.generator = generator;
        this.speed = speed;
        this.generation = generation;
    }

    @Override
    public boolean onlyEofLeft() {
        return run == null
                && (at >= ops.size()
                        || (ops.get(at) instanceof Op.Finish finish && finish.ending() instanceof Ending.Eof));
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

    /** Returns the next frame, waits before it added up; null where something else or nothing comes first. */
    private @Nullable Sending nextSending() {
        while (true) {
            if (run != null) {
                if (run.hasNext(tokens)) {
                    tokens++;
                    return sending(run.next(), run.before(), run.plan());
                }
                run = null;
            }
            if (at >= ops.size()) {
                return null;
            }
            Op op = ops.get(at);
            if (op instanceof Op.Emit emit) {
                at++;
                boolean isToken = emit.kind() == EventKind.TOKEN;
                if (isToken && generation.leavesOut(tokens)) {
                    continue;
                }
                tokens += isToken ? 1 : 0;
                return sending(emit.source(), emit.before(), emit.plan());
            } else if (op instanceof Op.Wait wait) {
                waited += nanos(wait.pacing());
            } else if (op instanceof Op.Generate generate) {
                run = new GenerateRun(generate, generation);
            } else {
                return null;
            }
            at++;
        }
    }

    private Action pauseOrEnd() {
        long wait = takeWaited();
        if (at >= ops.size()) {
            return new Action.Finish(wait, new Ending.Eof());
        }
        Op op = ops.get(at++);
        if (op instanceof Op.Hold hold) {
            return new Action.Hold(wait, hold.gate());
        } else if (op instanceof Op.Stall stall) {
            Duration duration = stall.stall().duration();
            return new Action.Stall(wait, stall.stall().at(), duration == null ? -1 : nanos(duration));
        }
        return new Action.Finish(wait, ((Op.Finish) op).ending());
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
}
