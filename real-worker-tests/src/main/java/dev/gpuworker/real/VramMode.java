package dev.gpuworker.real;

/** Whether a harness watches device memory. */
public enum VramMode {
    /** Where CUDA can be used; elsewhere {@link HarnessVram} says why it isn't. */
    WHERE_CUDA_IS,
    /** Always: a start without CUDA fails. */
    REQUIRED,
    /** Never: no second of rest for the baseline before each start. */
    OFF
}
