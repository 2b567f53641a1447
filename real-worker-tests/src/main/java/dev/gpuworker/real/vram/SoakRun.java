package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;

/**
 * Sends many identical requests to one living worker, to expose a leak. Runs the {@link LeakProcedure}, and watches for
 * other processes on the card.
 *
 * @param plan how many requests make a batch, and which leak must be found
 */
public record SoakRun(LeakPlan plan) {
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
        VramVerdict verdict = new LeakProcedure(meter, plan).run(batch);
        return ForeignProcesses.overrule(verdict, before, smi.processesOn(meter.device()));
    }
}
