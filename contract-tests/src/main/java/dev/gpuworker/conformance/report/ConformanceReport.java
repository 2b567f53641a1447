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
 * All results of a run, ready to be written, in sections of checks. Immutable.
 *
 * @param worker the worker that was judged
 * @param run how the run was made
 * @param sections the judged checks, in the order of the page
 * @param recording the traffic of the rules' exercises
 */
public record ConformanceReport(WorkerFacts worker, RunFacts run, List<ReportSection> sections, Recording recording) {
    /** Copies the sections. */
    public ConformanceReport {
        sections = List.copyOf(sections);
    }

    /** Returns how the jobs were made to go on. */
    public JobFacts jobs() {
        return JobFacts.of(recording);
    }

    /** Returns all checks, in the order of the page. */
    public List<Checked> checks() {
        return sections.stream().flatMap(section -> section.checks().stream()).toList();
    }

    /** Returns the outcome of the run; its exit code is that of the command. */
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
