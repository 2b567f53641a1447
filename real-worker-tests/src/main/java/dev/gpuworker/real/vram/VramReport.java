package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.RunOutcome;
import java.util.List;

/**
 * What the device showed over one worker's life, and what that means.
 *
 * @param timeline for the chart
 * @param verdicts in the order of {@link VramCheck}; a check that was not reached is missing
 * @param contextCostBytes what one CUDA context costs on this device
 */
public record VramReport(VramTimeline timeline, List<VramVerdict> verdicts, long contextCostBytes) {
    /** Copies the verdicts. */
    public VramReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Returns how the life came out. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts.stream().map(VramVerdict::verdict).toList());
    }
}
