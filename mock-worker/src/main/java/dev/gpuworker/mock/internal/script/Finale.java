package dev.gpuworker.mock.internal.script;

import dev.gpuworker.mock.scenario.Ending;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What is still sent when something from outside ends a job: a few frames, then the clean end. Belongs to one job. */
public final class Finale implements ActionSource {
    private final Queue<Action.Send> sends;

    public Finale(List<Action.Send> sends) {
        this.sends = new ArrayDeque<>(sends);
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
