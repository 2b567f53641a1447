package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import java.time.Duration;

/**
 * Many lives of a worker, one after the other, to expose memory that is lost at the end of each. Runs the
 * {@link LeakProcedure} over restarts, up to 20 lives, with others on the card watched.
 *
 * <p>After each life the device is given time to come to rest: until it is back where it was before that life, or,
 * where it never is, until it has stood still for {@code still}. Only the first life is waited for longer,
 * {@code patience}: it tells a loss from a slow teardown.
 *
 * @param patience how long the memory of the first life may take to come back
 * @param still how long the device must not move to be taken for being at rest
 */
public record RestartRun(Duration patience, Duration still) {
    /**
     * 60 s for the first life, as after any worker's end, and 10 s for the others, after which a return is a warning.
     */
    public static final RestartRun DEFAULT = new RestartRun(ResidualProcedure.PATIENCE, Duration.ofSeconds(10));

    private static final Duration GAP = Duration.ofMillis(100);

    /**
     * Runs it with no worker on the device.
     *
     * @param meter reads the device
     * @param smi tells who else is there
     * @param life one worker's whole life: returns when its process has been reaped
     * @throws X when a life fails, which leaves no verdict
     * @throws DeviceMemoryException when the driver fails
     */
    public <X extends Exception> VramVerdict run(VramMeter meter, NvidiaSmi smi, LeakProcedure.Batch<X> life)
            throws X, InterruptedException {
        GpuProcesses before = smi.processesOn(meter.device());
        VramBaseline[] rest = {meter.baseline()};
        boolean[] first = {true};
        VramVerdict verdict = LeakProcedure.overRestarts(meter).run(lives -> {
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
