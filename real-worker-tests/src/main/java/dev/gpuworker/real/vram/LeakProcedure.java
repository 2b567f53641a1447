package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.util.List;
import java.util.Optional;

/**
 * Runs batches of identical requests against one worker until its memory in use is level or clearly grows, at most 20
 * batches.
 *
 * <p>The smallest leak that is certain to be found is one granule in four batches, so {@code granule / (4 ×
 * requestsPerBatch)} bytes per request: 5 KiB with 100 requests per batch.
 */
final class LeakProcedure {
    private final VramMeter meter;
    private final int requestsPerBatch;
    private final LeakSeries.Per per;

    /**
     * Creates the procedure.
     *
     * @param requestsPerBatch at least 1; more requests find smaller leaks
     */
    public LeakProcedure(VramMeter meter, int requestsPerBatch) {
        if (requestsPerBatch < 1) {
            throw new IllegalArgumentException("requestsPerBatch must be at least 1, but was " + requestsPerBatch);
        }
        this.meter = meter;
        this.requestsPerBatch = requestsPerBatch;
        this.per = LeakSeries.Per.REQUEST;
    }

    private LeakProcedure(VramMeter meter) {
        this.meter = meter;
        this.requestsPerBatch = 1;
        this.per = LeakSeries.Per.RESTART;
    }

    /**
     * Creates the procedure for restarts: each batch is one worker's whole life, from its start until the device is
     * back at rest. It finds memory that is lost at the end of a life.
     */
    public static LeakProcedure overRestarts(VramMeter meter) {
        return new LeakProcedure(meter);
    }

    /**
     * Sends requests to the worker and returns when the last has ended and the worker is idle; over restarts, runs one
     * worker's life.
     *
     * @param <X> the exception with which that can fail
     */
    @FunctionalInterface
    public interface Batch<X extends Exception> {
        /** Runs this number of identical requests, one after the other. */
        void run(int requests) throws X, InterruptedException;
    }

    /**
     * Runs the procedure against an idle worker; for restarts, with no worker running.
     *
     * @throws X if a batch fails; then there is no verdict
     * @throws DeviceMemoryException if the driver fails
     */
    public <X extends Exception> VramVerdict run(Batch<X> batch) throws X, InterruptedException {
        VramBaseline idle = meter.baseline();
        if (!idle.isQuiet()) {
            return VramVerdict.noisy(VramCheck.LEAK, idle);
        }
        var series = new LeakSeries(List.of(), requestsPerBatch, idle.rangeBytes(), per);
        Optional<LeakVerdict> verdict = Optional.empty();
        while (verdict.isEmpty()) {
            batch.run(requestsPerBatch);
            series = series.and(meter.settledBytes());
            verdict = LeakRule.judge(series);
        }
        return verdict.get().toVerdict();
    }
}
