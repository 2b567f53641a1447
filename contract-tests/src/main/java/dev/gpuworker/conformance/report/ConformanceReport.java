package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.RunOutcome;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.VerdictCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run found, ready to be written: sections of checks, whatever was judged. Immutable.
 *
 * @param worker who was judged
 * @param run how
 * @param sections what was judged, in the order of the page
 * @param recording the traffic of the rules' exercises
 */
public record ConformanceReport(WorkerFacts worker, RunFacts run, List<ReportSection> sections, Recording recording) {
    /** Copies the sections. */
    public ConformanceReport {
        sections = List.copyOf(sections);
    }

    /** Returns all checks, in the order of the page. */
    public List<Checked> checks() {
        return sections.stream().flatMap(section -> section.checks().stream()).toList();
    }

    /** Returns how the run came out; its exit code is that of the command. */
    public RunOutcome outcome() {
        return RunOutcome.of(verdicts());
    }

    /** Returns how many verdicts there are of each kind. */
    public VerdictCounts counts() {
        return VerdictCounts.of(verdicts());
    }

    /** Returns the outcome and all counts in one line. */
    public String headline() {
        Map<String, List<Verdict>> byNouns = new LinkedHashMap<>();
        sections.stream()
                .filter(section -> !section.checks().isEmpty())
                .forEach(section -> byNouns.computeIfAbsent(section.nouns(), nouns -> new ArrayList<>())
                        .addAll(section.verdicts()));
        List<String> counts = new ArrayList<>();
        byNouns.forEach(
                (nouns, verdicts) -> counts.add(VerdictCounts.of(verdicts).text(nouns)));
        return outcome() + ": " + (counts.isEmpty() ? "nothing was judged" : String.join("; ", counts));
    }

    private List<Verdict> verdicts() {
        return checks().stream().map(Checked::verdict).toList();
    }
}
