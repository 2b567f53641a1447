package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.internal.script.Action;
import dev.gpuworker.mock.internal.script.Finale;
import dev.gpuworker.mock.internal.script.Frame;
import dev.gpuworker.mock.internal.script.FrameWriter;
import dev.gpuworker.mock.internal.script.WriteSources;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.InferenceEvent;
import java.util.ArrayList;
import java.util.List;

/** Makes the last frames of a job that something from outside ends: its {@code started} where that is still missing. */
final class FinaleFrames {
    private FinaleFrames() {}

    static Finale of(Interruption cause, JobProgress progress, FrameWriter writer) {
        List<Action.Send> sends = new ArrayList<>();
        if (!progress.hasStarted()) {
            sends.add(new Action.Send(0, new WriteSources(writer).source(Write.Started.FROM_JOB), 0));
        }
        int tokens = progress.allowed(cause.tokens());
        long gap = cause.afterNanos() / (tokens + 1);
        for (int k = 0; k < tokens; k++) {
            sends.add(new Action.Send(gap, progress.token(WirePlan.NONE), 0));
        }
        Frame error = writer.event(InferenceEvent.Failed.of(cause.code(), cause.message()), WirePlan.NONE);
        sends.add(new Action.Send(cause.afterNanos() - gap * tokens, job -> error, 0));
        return new Finale(sends);
    }
}
