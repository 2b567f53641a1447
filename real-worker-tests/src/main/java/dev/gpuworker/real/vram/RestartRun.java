package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakPlan;
import java.time.Duration;

/**
 * Starts and stops a worker about 20 times at most, to expose memory that is lost at the end of each life. Runs the
 * {@link LeakProcedure} for restarts, and watches for other processes on the card.
 *
 * <p>After each life it waits until the device is back where it was before that life. If that never happens, it waits
 * until the reading has not changed for {@code still}. After the first life it waits longer, {@code patience}, to
 * distinguish a loss from a slow teardown.
 *
 * @param patience how long the memory of the first life may take to come back
 * @param still how long the reading must not change for the device to count as at rest
 */
public record RestartRun(Duration patience, Duration still) {
    /** 60 s for the first life, as after any worker's end, and 10 s for the others; a later return is a warning. */
    public static final RestartRun DEFAULT = new RestartRun(ResidualProcedure.PATIENCE, Duration.ofSeconds(10));

    private static final Duration GAP = Duration.ofMillis(100);

    /**
     * Runs the lives; no worker may run on the device.
     *
     * @param meter reads the device
     * @param smi lists the processes on the card
     * @param life runs one worker's whole life, and returns when its process has been reaped
     * @throws X if a life fails; then there is no verdict
     * @throws DeviceMemoryException if the driver fails
     */
    public <X extends Exception> VramVerdict run(VramMeter meter, NvidiaSmi smi, LeakProcedure.Batch<X> life)
            throws X, InterruptedException {
        GpuProcesses before = smi.processesOn(meter.device());
        VramBaseline[] rest = {meter.baseline()};
        boolean[] first = {true};
        VramVerdict verdict = new LeakProcedure(meter, LeakPlan.forRestarts()).run(lives -> {
            life.run(lives);
            awaitRest(meter, rest[0], first[0] ? patience : still);
            first[0] = false;
            rest[0] = meter.baseline();
        });
        return ForeignProcesses.overrule(verdict, before, smi.processesOn(meter.device()));
    }

    private static void awaitRest(VramMeter meter, VramBaseline before, Duration still) throws InterruptedException {
        long least = Long.MAX_VALUE;
        long since = meter.pace().nanoTime();
        while (true) {
            long used = meter.settledBytes();
            if (used <= before.usedBytes() + before.rangeBytes()) {
                return;
            }
            long now = meter.pace().nanoTime();
            if (least == Long.MAX_VALUE || used < least - before.rangeBytes()) {
                least = used;
                since = now;
            } else if (now - since >= still.toNanos()) {
                return;
            }
            meter.pace().pause(GAP);
        }
    }
}
