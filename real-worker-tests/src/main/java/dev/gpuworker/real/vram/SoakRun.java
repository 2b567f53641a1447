package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;

/**
 * Many identical requests to one living worker, to expose a leak. Runs the {@link LeakProcedure} with others on the
 * card watched.
 *
 * @param requestsMax requests at most; a healthy worker needs about a third of them
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

    /** Returns the smallest leak that is surely found on a quiet card, in bytes per request. */
    public long smallestLeakBytes() {
        return VramBaseline.GRANULE_BYTES / (4L * requestsPerBatch());
    }

    /**
     * Runs it against an idle worker.
     *
     * @param meter reads the worker's device
     * @param smi tells who else is there
     * @param batch sends requests and returns when they have ended
     * @throws X when a batch fails, which leaves no verdict
     * @throws DeviceMemoryException when the driver fails
     */
    public <X extends Exception> VramVerdict run(VramMeter meter, NvidiaSmi smi, LeakProcedure.Batch<X> batch)
            throws X, InterruptedException {
        GpuProcesses before = smi.processesOn(meter.device());
        VramVerdict verdict = new LeakProcedure(meter, requestsPerBatch()).run(batch);
        return ForeignProcesses.overrule(verdict, before, smi.processesOn(meter.device()));
    }
}
