package dev.gpuworker.conformance;

/** What a worker may or may not have. A declared one must be there; one not declared is judged where it is found. */
public enum Capability {
    /** {@code GET /metrics}. */
    METRICS,
    /** {@code POST /shutdown}; declaring it also permits the run to stop the worker, as its last act. */
    SHUTDOWN,
    /** A request is known that makes the worker run out of VRAM. */
    PROVOKED_VRAM_OOM,
    /** A request is known that outlasts the worker's inference timeout. */
    PROVOKED_INFERENCE_TIMEOUT
}
