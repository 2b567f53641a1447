package dev.gpuworker.wire;

/** The worker that the mock imitates. */
public enum Dialect {
    /** The contract, {@code docs/worker-api.md} sections 1 to 5. */
    CONTRACT,
    /** The worker as built in October 2025, {@code docs/worker-api.md} section 6. */
    AS_BUILT
}
