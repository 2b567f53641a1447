package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.time.Duration;
import java.util.List;

/**
 * Waits after a worker's process has been reaped until the device is back at the baseline, and judges the outcome. It
 * finds children left behind, hung workers and exported memory. It can't find a leak inside a living worker.
 */
public final class ResidualProcedure {
    private static final Duration GAP_MIN = Duration.ofMillis(50);
    private static final Duration GAP_MAX = Duration.ofMillis(500);

    /** More than one, because a single reading at the baseline may be luck. */
    private static final int READINGS_IN_A_ROW = 3;

    /** On current cards the teardown of tens of GiB has been seen to take half a minute. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final VramMeter meter;
    private final VramBaseline baseline;
    private final Duration patience;

    /** Creates the procedure with the default patience of 60 s. */
    public ResidualProcedure(VramMeter meter, VramBaseline baseline) {
        this(meter, baseline, PATIENCE);
    }

    /**
     * Creates the procedure.
     *
     * @param baseline the device before the worker was started
     * @param patience how long to wait at most
     */
    public ResidualProcedure(VramMeter meter, VramBaseline baseline, Duration patience) {
        this.meter = meter;
        this.baseline = baseline;
        this.patience = patience;
    }

    /**
     * Polls the device from now on. The caller should call this as soon as the process has been reaped.
     *
     * @throws DeviceMemoryException if the driver fails
     */
    public VramVerdict await() throws InterruptedException {
        if (!baseline.isQuiet()) {
            return VramVerdict.noisy(VramCheck.BACK_AT_BASELINE, baseline);
        }
        long start = meter.pace().nanoTime();
        long deadline = start + patience.toNanos();
        Duration gap = GAP_MIN;
        int inARow = 0;
        long backSince = start;
        while (true) {
            long now = meter.pace().nanoTime();
            long used = meter.usedBytes();
            boolean back = used <= baseline.usedBytes() + baseline.toleranceBytes();
            if (back && inARow == 0) {
                backSince = now;
            }
            inARow = back ? inARow + 1 : 0;
            if (inARow == READINGS_IN_A_ROW) {
                return back(used, Duration.ofNanos(backSince - start));
            }
            if (now - deadline >= 0) {
                return residual(used);
            }
            meter.pace().pause(gap);
            gap = gap.multipliedBy(2).compareTo(GAP_MAX) < 0 ? gap.multipliedBy(2) : GAP_MAX;
        }
    }

    private VramVerdict back(long usedBytes, Duration after) {
        if (usedBytes < baseline.usedBytes() - baseline.toleranceBytes()) {
            return VramVerdict.inconclusive(
                    VramCheck.BACK_AT_BASELINE,
                    "less memory is in use than at the baseline, so another process released memory meanwhile",
                    evidence(usedBytes, after));
        }
        boolean slow = after.compareTo(SLOW) > 0;
        return new VramVerdict(
                VramCheck.BACK_AT_BASELINE,
                slow ? Kind.WARNED : Kind.PASSED,
                "memory in use was back at the baseline " + after.toMillis() + " ms after the process had gone"
                        + (slow ? ", which is slow" : ""),
                expected(),
                evidence(usedBytes, after));
    }

    private VramVerdict residual(long usedBytes) {
        return new VramVerdict(
                VramCheck.BACK_AT_BASELINE,
                Kind.FAILED,
                ByteText.of(usedBytes - baseline.usedBytes()) + " are still in use " + patience.toSeconds()
                        + " s after the process had gone: another process holds them, or the driver lost them",
                expected(),
                evidence(usedBytes, patience));
    }

    private String expected() {
        return "at most " + ByteText.of(baseline.toleranceBytes()) + " above the baseline within "
                + patience.toSeconds() + " s";
    }

    private List<Evidence> evidence(long usedBytes, Duration after) {
        return List.of(
                Evidence.bytes("baseline in use", baseline.usedBytes()),
                Evidence.bytes("in use after exit", usedBytes),
                Evidence.bytes("residual", usedBytes - baseline.usedBytes()),
                Evidence.bytes("tolerance", baseline.toleranceBytes()),
                Evidence.time("time", after));
    }
}
