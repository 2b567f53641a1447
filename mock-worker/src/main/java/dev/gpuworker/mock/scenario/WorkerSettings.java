package dev.gpuworker.mock.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario file says of the worker itself; absent where it leaves the choice to flags and defaults.
 *
 * @param model {@code mock:<name>} or the path of a {@code .gguf} file
 * @param vram capacity of the simulated device
 * @param weights bytes of the model's weights
 * @param kvPerToken bytes of KV cache for each token of the context
 * @param busy what becomes of a second job
 * @param queue jobs that may wait, at least 0
 * @param loading from the process's start to ready
 * @param dialect which worker is spoken
 */
public record WorkerSettings(
        @Nullable String model,
        @Nullable ByteSize vram,
        @Nullable ByteSize weights,
        @Nullable ByteSize kvPerToken,
        @Nullable Busy busy,
        @Nullable Integer queue,
        @Nullable Duration loading,
        @Nullable Dialect dialect) {
    /** What becomes of a job that arrives while another runs (D-07). */
    public enum Busy {
        WAIT,
        REJECT
    }

    /** The worker that is spoken. */
    public enum Dialect {
        /** {@code docs/worker-api.md} sections 1 to 5. */
        CONTRACT,
        /** {@code docs/worker-api.md} section 6. */
        AS_BUILT
    }

    /** Says nothing at all. */
    public static final WorkerSettings NONE = new WorkerSettings(null, null, null, null, null, null, null, null);
}
