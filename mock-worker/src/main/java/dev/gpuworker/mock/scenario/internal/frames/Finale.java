package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Write;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The last actions of a job that something outside its script ends: a few frames, then the clean end. Belongs to one
 * job.
 */
public final class Finale implements ActionSource {
    private final Queue<Action.Send> sends;

    /** Creates a finale of these frames. */
    public Finale(List<Action.Send> sends) {
        this.sends = new ArrayDeque<>(sends);
    }

    /** Returns the source of a {@code started} event that is filled from the job. */
    public static FrameSource started(FrameWriter writer) {
        return new StepFrames(writer).write(Write.Started.FROM_JOB).frames().get(0);
    }

    @Override
    public Action next() {
        Action.Send send = sends.poll();
        return send == null ? new Action.Finish(0, new Ending.Eof()) : send;
    }

    @Override
    public boolean onlyEofLeft() {
        return sends.isEmpty();
    }
}
