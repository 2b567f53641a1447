package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.pact.PactOutcome;
import dev.gpuworker.pact.PactResult;
import java.util.List;
import java.util.stream.Collectors;

/** A report in words: everything that is not plain, what failed first, then all counts. */
final class Summary {
    /** A worker's text must not fill the screen; the report has more of it. */
    private static final int EXCERPT_CHARS_MAX = 600;

    private static final int LINES_MAX = 40;

    private Summary() {}

    /** Returns the summary, several lines. */
    static String of(ConformanceReport report) {
        StringBuilder text = new StringBuilder(excerpt(report.worker().title())).append('\n');
        if (!report.run().note().isEmpty()) {
            text.append(excerpt(report.run().note())).append('\n');
        }
        report.result().failedFirst().forEach(result -> rule(text, result));
        report.pact().ifPresent(pact -> pact.results().forEach(result -> interaction(text, result)));
        report.sections()
                .forEach(section -> section.rows().stream()
                        .filter(row -> row.red() || row.isWarned())
                        .forEach(row -> text.append("%s %s %s%n    expected: %s%n    actual:   %s%n    %s%n"
                                .formatted(
                                        row.verdict(),
                                        row.id(),
                                        excerpt(row.title()),
                                        excerpt(row.expected()),
                                        excerpt(row.actual()),
                                        excerpt(row.hint())))));
        return text.append(report.headline()).toString();
    }

    private static void rule(StringBuilder text, RuleResult result) {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Passed || verdict instanceof Verdict.NotApplicable) {
            return;
        }
        text.append("%s %s %s %s %s%n"
                .formatted(
                        verdict.word(),
                        result.rule().id(),
                        result.rule().keyword(),
                        String.join(",", result.rule().requirements()),
                        result.rule().title()));
        String expected = expected(verdict);
        if (!expected.isEmpty()) {
            text.append("    expected: ").append(excerpt(expected)).append('\n');
        }
        text.append("    actual:   ").append(excerpt(verdict.actual())).append('\n');
        if (verdict instanceof Verdict.Failed failed && !failed.evidence().isEmpty()) {
            text.append("    evidence: ")
                    .append(failed.evidence().get(0).place())
                    .append(": ")
                    .append(excerpt(failed.evidence().get(0).text()))
                    .append('\n');
        }
        if (verdict.isRed()) {
            text.append("    look at:  ").append(result.rule().hint()).append('\n');
        }
    }

    private static String expected(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.expected();
        }
        return verdict instanceof Verdict.Warned warned ? warned.expected() : "";
    }

    private static void interaction(StringBuilder text, PactResult result) {
        if (result.outcome() != PactOutcome.PASSED) {
            String word = result.outcome() == PactOutcome.FAILED ? "failed" : "not-verified";
            text.append(
                    "%s pact: %s%n    %s%n".formatted(word, excerpt(result.interaction()), indented(result.message())));
        }
    }

    private static String excerpt(String text) {
        return PrintableText.excerpt(text, EXCERPT_CHARS_MAX);
    }

    /** Returns foreign text of several lines below its heading, each line and their number bounded. */
    static String indented(String text) {
        List<String> lines = text.strip().lines().toList();
        String shown = lines.stream().limit(LINES_MAX).map(Summary::excerpt).collect(Collectors.joining("\n    "));
        return lines.size() > LINES_MAX ? shown + "\n    … and " + (lines.size() - LINES_MAX) + " more lines" : shown;
    }
}
