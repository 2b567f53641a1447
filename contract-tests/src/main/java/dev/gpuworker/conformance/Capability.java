package dev.gpuworker.conformance;

/** An optional feature of a worker. A declared feature must be there; an undeclared one is judged if it is found. */
public enum Capability {
    /** {@code GET /metrics}. */
    METRICS,
    /** {@code POST /shutdown}; declaring it also permits the run to stop the worker at its end. */
    SHUTDOWN,
    /** A request is known that makes the worker run out of VRAM. */
    PROVOKED_VRAM_OOM,
    /** A request is known that exceeds the worker's inference timeout. */
    PROVOKED_INFERENCE_TIMEOUT
}
