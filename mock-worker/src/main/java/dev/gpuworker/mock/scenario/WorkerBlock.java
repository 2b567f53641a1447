package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code worker:} block of a scenario file: settings of the worker itself. Null leaves the choice to flags, builder
 * and defaults, which {@code MockWorkerBuilder} documents.
 *
 * @param model {@code mock:<name>} or the path of a {@code .gguf} file
 * @param memory sizes in the simulated device's memory
 * @param busy what happens to a job that arrives while another runs
 * @param queue how many jobs may wait, 0 to {@value #QUEUE_MAX}
 * @param loading time from the process's start to ready
 * @param dialect the worker that the mock imitates
 * @param afterStream what becomes of a connection after a stream
 */
public record WorkerBlock(
        @Nullable String model,
        Memory memory,
        @Nullable BusyPolicy busy,
        @Nullable Integer queue,
        @Nullable Duration loading,
        @Nullable Dialect dialect,
        @Nullable AfterStream afterStream) {
    /** The greatest {@code queue}; more are rejected as a mistake, in files and in Java. */
    public static final int QUEUE_MAX = 100_000;

    /** The block of a file without one. */
    public static final WorkerBlock NONE = new WorkerBlock(null, Memory.NONE, null, null, null, null, null);

    /**
     * The sizes that a file gives for the simulated device's memory.
     *
     * @param vram capacity of the device
     * @param weights bytes of the model's weights
     * @param kvPerToken bytes of KV cache for each token of the context
     */
    public record Memory(
            @Nullable ByteSize vram,
            @Nullable ByteSize weights,
            @Nullable ByteSize kvPerToken) {
        /** No size is given. */
        public static final Memory NONE = new Memory(null, null, null);
    }
}
