package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.io.PrintableText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A report for the console: every verdict that is not plain, failures first, then the headline. Foreign text is made
 * printable.
 */
public final class ReportText {
    /** Keeps a worker's text from filling the screen; the report has more of it. */
    private static final int EXCERPT_CHARS_MAX = 600;

    private static final int LINES_MAX = 40;

    private static final Set<String> AS_BUILT = Set.of("W-201", "W-303", "W-325", "W-361");

    private ReportText() {}

    /** Returns the text, several lines. Checks that could not run come late, because a failure often causes them. */
    public static String of(ConformanceReport report) {
        StringBuilder text = new StringBuilder();
        report.run().notes().forEach(note -> text.append(excerpt(note)).append('\n'));
        text.append(excerpt(report.worker().title())).append('\n');
        if (report.jobs().isNews()) {
            text.append(PrintableText.excerpt(report.jobs().text(), EXCERPT_CHARS_MAX))
                    .append('\n');
        }
        notPlain(report).forEach(each -> text.append(of(each)));
        if (looksAsBuilt(report)) {
            text.append("This looks like the worker as built in October 2025 (docs/worker-api.md section 6):"
                    + " try --known-deviations worker-orcd-2025-10\n");
        }
        return text.append(report.headline()).toString();
    }

    /** Groups the checks that could not run for one and the same reason. */
    private static List<List<Checked>> notPlain(ConformanceReport report) {
        Map<String, List<Checked>> groups = new LinkedHashMap<>();
        report.checks().stream()
                .filter(checked -> !checked.verdict().kind().isPlain())
                .sorted(Comparator.comparing(checked -> !(checked.verdict() instanceof Verdict.Failed)))
                .forEach(checked -> groups.computeIfAbsent(
                                checked.verdict() instanceof Verdict.CouldNotRun reason
                                        ? reason.actual()
                                        : checked.check().id(),
                                any -> new ArrayList<>())
                        .add(checked));
        return List.copyOf(groups.values());
    }

    private static String of(List<Checked> group) {
        Checked first = group.get(0);
        if (group.size() == 1) {
            return of(first);
        }
        StringBuilder text = new StringBuilder("%s %s%n"
                .formatted(
                        first.verdict().word(),
                        group.stream().map(each -> each.check().id()).collect(Collectors.joining(" "))));
        line(text, "actual:   ", first.verdict().actual());
        line(text, "next:     ", "what they promise stands in the report, and in docs/conformance.md");
        return text.toString();
    }

    /** No event: line, no /cancel and no correlation id together are that worker's, and nobody else's by accident. */
    private static boolean looksAsBuilt(ConformanceReport report) {
        Set<String> failed = report.checks().stream()
                .filter(checked -> checked.verdict() instanceof Verdict.Failed)
                .map(checked -> checked.check().id())
                .collect(Collectors.toSet());
        return failed.containsAll(AS_BUILT);
    }

    /** Returns a check and its verdict: several lines, each with a line end. */
    public static String of(Checked checked) {
        Verdict verdict = checked.verdict();
        StringBuilder text = new StringBuilder("%s %s %s %s %s%n"
                .formatted(
                        verdict.word(),
                        checked.check().id(),
                        checked.check().keyword(),
                        String.join(",", checked.check().requirements()),
                        excerpt(checked.check().title())));
        line(text, "expected: ", verdict.expected());
        line(text, "actual:   ", verdict.actual());
        if (verdict.isRed()) {
            verdict.evidence().stream().findFirst().map(ReportText::evidence).ifPresent(text::append);
        }
        line(text, "next:     ", checked.hint());
        return text.toString();
    }

    private static String evidence(Evidence evidence) {
        return "    evidence: " + evidence.place() + ": " + excerpt(evidence.text()) + "\n";
    }

    private static void line(StringBuilder text, String label, String content) {
        if (content.isEmpty()) {
            return;
        }
        List<String> lines = content.strip().lines().toList();
        text.append("    ")
                .append(label)
                .append(lines.stream()
                        .limit(LINES_MAX)
                        .map(ReportText::excerpt)
                        .collect(Collectors.joining("\n      ")))
                .append(lines.size() > LINES_MAX ? "\n      … and " + (lines.size() - LINES_MAX) + " more lines" : "")
                .append('\n');
    }

    private static String excerpt(String text) {
        return PrintableText.excerpt(text, EXCERPT_CHARS_MAX);
    }
}
