package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.pact.PactOutcome;
import dev.gpuworker.pact.PactReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run found, ready to be written. Immutable.
 *
 * @param worker who was judged
 * @param run how
 * @param result the rules' verdicts
 * @param pact the pact's verdicts, where it was verified
 * @param sections whatever else was judged
 * @param logs what the worker wrote during each exercise, by its name; empty where nobody could read it
 */
public record ConformanceReport(
        WorkerFacts worker,
        RunFacts run,
        ConformanceResult result,
        Optional<PactReport> pact,
        List<ReportSection> sections,
        Map<String, String> logs) {
    /** The words for verdicts, in the order in which they are counted. */
    public static final List<String> VERDICTS = List.of(
            "passed",
            "failed",
            "warned",
            "could-not-run",
            "not-applicable",
            "inconclusive",
            "known-deviation",
            "fixed-deviation");

    /** Copies the collections. */
    public ConformanceReport {
        sections = List.copyOf(sections);
        logs = Map.copyOf(logs);
    }

    /** Creates the report of a worker whose log cannot be read. */
    public ConformanceReport(
            WorkerFacts worker,
            RunFacts run,
            ConformanceResult result,
            Optional<PactReport> pact,
            List<ReportSection> sections) {
        this(worker, run, result, pact, sections, Map.of());
    }

    /** Returns how many rules there are of each verdict, zeros included, in the order of {@link #VERDICTS}. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, Long> seen = result.counts();
        VERDICTS.forEach(word -> counts.put(word, seen.getOrDefault(word, 0L)));
        return counts;
    }

    /** Tells whether something that binds is broken or unknown. */
    public boolean isRed() {
        boolean pactRed =
                pact.isPresent() && !pact.get().with(PactOutcome.FAILED).isEmpty();
        return result.isRed() || pactRed || sections.stream().anyMatch(ReportSection::isRed);
    }

    /** Returns 0 when all is green, 1 when something is red, 3 when all that is wrong is that nothing could be said. */
    public int exitCode() {
        if (isRed()) {
            return 1;
        }
        return result.isInconclusive() ? 3 : 0;
    }

    /** Returns {@code GREEN}, {@code RED} or {@code INCONCLUSIVE}. */
    public String outcome() {
        return isRed() ? "RED" : result.isInconclusive() ? "INCONCLUSIVE" : "GREEN";
    }

    /** Returns all counts in one line, so that a run of nothing cannot look green. */
    public String headline() {
        StringBuilder line = new StringBuilder(outcome()).append(": ");
        counts().forEach((word, count) -> {
            if (count > 0 || "passed".equals(word) || "failed".equals(word)) {
                line.append(count).append(' ').append(word).append(", ");
            }
        });
        line.setLength(line.length() - 2);
        line.append(" of ").append(result.results().size()).append(" rules");
        pact.ifPresent(report -> line.append("; pact: ").append(report.summary()));
        sections.stream()
                .filter(section -> !section.rows().isEmpty())
                .forEach(section ->
                        line.append("; ").append(section.title()).append(": ").append(count(section)));
        return line.toString();
    }

    private static String count(ReportSection section) {
        long red = section.rows().stream().filter(ReportSection.Row::red).count();
        long warned =
                section.rows().stream().filter(ReportSection.Row::isWarned).count();
        long good = section.rows().size() - red - warned;
        return good + " good, " + (warned == 0 ? "" : warned + " warned, ") + red + " red";
    }
}
