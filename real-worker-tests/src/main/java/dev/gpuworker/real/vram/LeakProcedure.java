package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.util.List;
import java.util.Optional;

/**
 * Runs batches of identical requests against one worker until its memory in use is level or surely grows, 20 batches at
 * most.
 *
 * <p>The smallest leak that is surely seen is one granule in four batches, so {@code granule / (4 × requestsPerBatch)}
 * bytes a request: 5 KiB with 100 requests a batch.
 */
final class LeakProcedure {
    private final VramMeter meter;
    private final int requestsPerBatch;
    private final LeakSeries.Per per;

    /**
     * Makes the procedure.
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
     * Makes the same procedure over restarts: each batch is one worker's whole life, from its start until the device is
     * back at rest. It finds memory that is lost at the end of each.
     */
    public static LeakProcedure overRestarts(VramMeter meter) {
        return new LeakProcedure(meter);
    }

    /**
     * Sends requests to the worker and returns when the last has ended and the worker is idle; over restarts, runs one
     * worker's life.
     *
     * @param <X> how that can fail
     */
    @FunctionalInterface
    public interface Batch<X extends Exception> {
        /** Runs so many identical requests, one after the other. */
        void run(int requests) throws X, InterruptedException;
    }

    /**
     * Runs it on an idle worker; over restarts, with no worker at all.
     *
     * @throws X when a batch fails, which leaves no verdict
     * @throws DeviceMemoryException when the driver fails
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
