package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;

/**
 * Sends many identical requests to one living worker, to expose a leak. Runs the {@link LeakProcedure}, and watches for
 * other processes on the card.
 *
 * @param requestsMax the most requests; a healthy worker needs about a third of them
 */
public record SoakRun(int requestsMax) {
    /** Checks the number: 1 to 10 million. */
    public SoakRun {
        if (requestsMax < 1 || requestsMax > 10_000_000) {
            throw new IllegalArgumentException("requestsMax must be from 1 to 10000000, but was " + requestsMax);
        }
    }

    /** Returns the requests of one batch: a twentieth of all, rounded up. */
    public int requestsPerBatch() {
        return (requestsMax + LeakRule.BATCHES_MAX - 1) / LeakRule.BATCHES_MAX;
    }

    /** Returns the smallest leak that is certain to be found on a quiet card, in bytes per request. */
    public long smallestLeakBytes() {
        return VramBaseline.GRANULE_BYTES / (4L * requestsPerBatch());
    }

    /**
     * Runs the soak against an idle worker.
     *
     * @param meter reads the worker's device
     * @param smi lists the processes on the card
     * @param batch sends requests and returns when they have ended
     * @throws X if a batch fails; then there is no verdict
     * @throws DeviceMemoryException if the driver fails
     */
    public <X extends Exception> VramVerdict run(VramMeter meter, NvidiaSmi smi, LeakProcedure.Batch<X> batch)
            throws X, InterruptedException {
        GpuProcesses before = smi.processesOn(meter.device());
        VramVerdict verdict = new LeakProcedure(meter, requestsPerBatch()).run(batch);
        return ForeignProcesses.overrule(verdict, before, smi.processesOn(meter.device()));
    }
}
