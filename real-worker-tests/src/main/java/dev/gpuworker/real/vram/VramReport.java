package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * The readings over one worker's life, and the verdicts on them.
 *
 * @param timeline the readings, for the chart
 * @param verdicts in the order of {@link VramCheck}; without checks that were not reached
 * @param contextCostBytes memory that one CUDA context takes on this device
 * @param unseen what could not be looked at during the run, one sentence each
 */
public record VramReport(
        VramTimeline timeline, List<VramVerdict> verdicts, long contextCostBytes, List<String> unseen) {
    /** Copies the lists. */
    public VramReport {
        verdicts = List.copyOf(verdicts);
        unseen = List.copyOf(unseen);
    }

    /** Returns what a reader must know first, one sentence each: what could not be judged or looked at. */
    public List<String> notes() {
        Stream<String> notJudged = verdicts.stream()
                .filter(verdict -> verdict.kind() == Verdict.Kind.NOT_APPLICABLE)
                .map(verdict -> "not judged: " + verdict.check().check().id() + " "
                        + verdict.check().check().title() + " " + verdict.because());
        return Stream.concat(notJudged, unseen.stream()).toList();
    }

    /** Returns the outcome of this life. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts.stream().map(VramVerdict::verdict).toList());
    }
}
