package dev.gpuworker.real;

/** Whether a harness watches device memory. */
public enum VramMode {
    /** If CUDA can be used; otherwise {@link HarnessVram} says why not. */
    WHERE_CUDA_IS,
    /** Always: a start without CUDA fails. */
    REQUIRED,
    /** Never: this saves the second that reading the baseline takes before each start. */
    OFF
}
