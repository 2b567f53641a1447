package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.internal.frames.Action;
import dev.gpuworker.mock.scenario.internal.frames.Finale;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.FrameWriter;
import dev.gpuworker.mock.scenario.internal.frames.JobTokens;
import dev.gpuworker.wire.InferenceEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the last frames of a job that something outside its script ends, including its {@code started} if that has not
 * been sent.
 */
final class FinaleFrames {
    private FinaleFrames() {}

    static Finale of(Interruption cause, JobProgress progress, FrameWriter writer) {
        List<Action.Send> sends = new ArrayList<>();
        if (!progress.hasStarted()) {
            sends.add(new Action.Send(0, Finale.started(writer), 0));
        }
        JobTokens own = progress.tokens();
        int tokens = own.allowed(cause.tokens());
        long gap = cause.afterNanos() / (tokens + 1);
        for (int k = 0; k < tokens; k++) {
            String text = own.generation().next();
            sends.add(new Action.Send(gap, job -> writer.token(text, own.sent(), WirePlan.NONE), 0));
        }
        Frame error = writer.error(InferenceEvent.Failed.of(cause.code(), cause.message()), WirePlan.NONE);
        sends.add(new Action.Send(cause.afterNanos() - gap * tokens, job -> error, 0));
        return new Finale(sends);
    }
}
