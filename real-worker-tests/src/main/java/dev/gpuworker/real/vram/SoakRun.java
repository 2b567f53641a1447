package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.util.List;

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

    /** Returns the verdict if a request did not end as it should, so that the readings prove nothing. */
    public static VramVerdict endedOtherwise(String because) {
        return new VramVerdict(
                VramCheck.LEAK, Kind.COULD_NOT_RUN, because, "every request ends as it should", List.of());
    }
}
