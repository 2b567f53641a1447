package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Section;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.PactResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A part of a report: a section of the contract, the pact, the worker's process, its device memory. Immutable.
 *
 * @param nouns the plural name of its checks: {@code rules}, {@code interactions}; sections with the same name are
 *     counted together
 * @param title its heading
 * @param svg a drawing: trusted markup made by this project; empty for none
 * @param checks the judged checks, in order
 * @param foldedTitle the title of a text that is shown folded
 * @param foldedText the text, such as a worker's log; empty for none
 */
public record ReportSection(
        String nouns, String title, String svg, List<Checked> checks, String foldedTitle, String foldedText) {
    /** The name of the checks of a rulebook. */
    public static final String RULES = "rules";
    /** The name of the checks of a pact. */
    public static final String INTERACTIONS = "interactions";

    /** Copies the checks. */
    public ReportSection {
        checks = List.copyOf(checks);
    }

    /** Creates a section that has only checks. */
    public ReportSection(String nouns, String title, List<Checked> checks) {
        this(nouns, title, "", checks, "", "");
    }

    /** Creates a section that has no checks, only a text that is shown folded. */
    public static ReportSection folded(String title, String foldedTitle, String foldedText) {
        return new ReportSection("", title, "", List.of(), foldedTitle, foldedText);
    }

    /**
     * Returns a section for each part of the contract that has rules in this result.
     *
     * @param logs what the worker logged during each exercise, by name of the exercise; empty if its log could not be
     *     read
     */
    public static List<ReportSection> ofRules(ConformanceResult result, Map<String, String> logs) {
        List<ReportSection> sections = new ArrayList<>();
        for (Section section : Section.values()) {
            List<Checked> checks = result.results().stream()
                    .filter(each -> each.rule().section() == section)
                    .map(each -> each.checked(log(each, logs)))
                    .toList();
            if (!checks.isEmpty()) {
                sections.add(new ReportSection(RULES, section.number() + ". " + section.title(), checks));
            }
        }
        return sections;
    }

    /** Returns the section of a pact. */
    public static ReportSection ofPact(PactReport report) {
        return new ReportSection(
                INTERACTIONS,
                "Pact",
                report.results().stream().map(PactResult::checked).toList());
    }

    /** Returns the same section with the file of known deviations applied on a day. */
    public ReportSection under(KnownDeviations deviations, LocalDate today) {
        return new ReportSection(
                nouns,
                title,
                svg,
                checks.stream()
                        .map(each -> each.with(deviations.applyTo(each.check(), each.verdict(), today)))
                        .toList(),
                foldedTitle,
                foldedText);
    }

    /** Returns the verdicts, in order. */
    public List<Verdict> verdicts() {
        return checks.stream().map(Checked::verdict).toList();
    }

    private static String log(RuleResult result, Map<String, String> logs) {
        return result.rule().exercises().stream()
                .map(exercise -> logs.get(exercise.name()))
                .filter(Objects::nonNull)
                .filter(log -> !log.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
