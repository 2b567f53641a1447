package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.pact.PactOutcome;
import dev.gpuworker.pact.PactResult;

/** A report in words: everything that is not plain, what failed first, then all counts. */
final class Summary {
    private Summary() {}

    /** Returns the summary, several lines. */
    static String of(ConformanceReport report) {
        StringBuilder text = new StringBuilder(report.worker().title()).append('\n');
        if (!report.run().note().isEmpty()) {
            text.append(report.run().note()).append('\n');
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
                                        row.title(),
                                        row.expected(),
                                        row.actual(),
                                        row.hint()))));
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
            text.append("    expected: ").append(expected).append('\n');
        }
        text.append("    actual:   ").append(verdict.actual()).append('\n');
        if (verdict instanceof Verdict.Failed failed && !failed.evidence().isEmpty()) {
            text.append("    evidence: ")
                    .append(failed.evidence().get(0).place())
                    .append(": ")
                    .append(failed.evidence().get(0).text())
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
            text.append("%s pact: %s%n    %s%n"
                    .formatted(
                            word, result.interaction(), result.message().strip().replace("\n", "\n    ")));
        }
    }
}
