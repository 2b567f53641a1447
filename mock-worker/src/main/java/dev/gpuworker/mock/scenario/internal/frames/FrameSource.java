package dev.gpuworker.mock.scenario.internal.frames;

/** Makes the frame of one step when the step is due. */
public interface FrameSource {
    Frame frame(JobFacts job);
}
