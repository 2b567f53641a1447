package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.RunOutcome;
import java.util.List;

/**
 * The readings over one worker's life, and the verdicts on them.
 *
 * @param timeline the readings, for the chart
 * @param verdicts in the order of {@link VramCheck}; without checks that were not reached
 * @param contextCostBytes memory that one CUDA context takes on this device
 */
public record VramReport(VramTimeline timeline, List<VramVerdict> verdicts, long contextCostBytes) {
    /** Copies the verdicts. */
    public VramReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Returns the outcome of this life. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts.stream().map(VramVerdict::verdict).toList());
    }
}
