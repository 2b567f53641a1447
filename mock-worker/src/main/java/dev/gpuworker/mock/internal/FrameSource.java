package dev.gpuworker.mock.internal;

/** Makes the frame of one step when the step is due. */
interface FrameSource {
    Frame frame(JobFacts job);
}
