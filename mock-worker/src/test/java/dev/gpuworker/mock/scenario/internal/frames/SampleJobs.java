package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.Seed;
import java.util.List;
import java.util.SplittableRandom;

/** Turns scripts into jobs, as the intake does. */
public final class SampleJobs {
    private SampleJobs() {}

    /** Returns a job with the id {@code job-<ordinal>} in the contract's dialect. */
    public static Job job(long ordinal, Script script, OnCancel onCancel) {
        Programs programs = new Programs(new FrameWriter(Speech.CONTRACT), Pacing.NONE, Pacing.NONE);
        return new Job(
                ordinal,
                ExecuteRequest.of("job-" + ordinal, "a prompt"),
                100,
                new Seed(1),
                true,
                "scenario",
                null,
                true,
                onCancel,
                programs.of(script),
                () -> new SplittableRandom(1));
    }

    /** Returns the frame of a token, without any bytes. */
    public static Frame token(int index) {
        return new Frame(EventKind.TOKEN, index, "", 0, List.of());
    }
}
