package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Section;
import dev.gpuworker.pact.PactResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page shows, prepared so that its template only lays it out. */
public final class ReportPage {
    /** A rule that is broken in every exchange needs no more drawings than this to be understood. */
    private static final int DRAWINGS_MAX = 3;

    private final ConformanceReport report;

    ReportPage(ConformanceReport report) {
        this.report = report;
    }

    /** Returns the report. */
    public ConformanceReport report() {
        return report;
    }

    /** Returns the sections of the contract that have rules in this run. */
    public List<Section> sections() {
        return Stream.of(Section.values())
                .filter(section -> !rules(section).isEmpty())
                .toList();
    }

    /** Returns the verdicts of one section. */
    public List<RuleResult> rules(Section section) {
        return report.result().results().stream()
                .filter(result -> result.rule().section() == section)
                .toList();
    }

    /** Tells whether a verdict needs no more than its line. */
    public boolean isPlain(RuleResult result) {
        return VerdictTexts.isPlain(result.verdict());
    }

    /** Returns what the worker wrote during the exercises that a rule judges; empty where nobody could read it. */
    public String log(RuleResult result) {
        return result.rule().exercises().stream()
                .map(exercise -> report.logs().getOrDefault(exercise.name(), ""))
                .filter(log -> !log.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Returns what was expected. */
    public String expected(RuleResult result) {
        return VerdictTexts.expected(result.verdict());
    }

    /** Returns the evidence that is drawn. */
    public List<Evidence> evidence(RuleResult result) {
        return VerdictTexts.evidence(result.verdict()).stream()
                .limit(DRAWINGS_MAX)
                .toList();
    }

    /** Returns how much evidence there is beyond what is drawn. */
    public int evidenceLeftOut(RuleResult result) {
        return Math.max(0, VerdictTexts.evidence(result.verdict()).size() - DRAWINGS_MAX);
    }

    /** Returns the exchange that a piece of evidence points to. */
    public Optional<Exchange> exchange(Evidence evidence) {
        return report.result()
                .recording()
                .exchanges()
                .filter(exchange -> exchange.exercise().equals(evidence.exercise())
                        && exchange.role().equals(evidence.role()))
                .findFirst();
    }

    /** Returns the drawing of an exchange over time, with the offending bytes marked. */
    public String timeLine(Exchange exchange, Evidence evidence) {
        return StreamTimeLine.svg(exchange.transcript(), evidence.fromByte(), evidence.toByte());
    }

    /** Returns the bytes around the offending ones. */
    public BytesExcerpt excerpt(Exchange exchange, Evidence evidence) {
        return BytesExcerpt.of(exchange.transcript().body(), evidence.fromByte(), evidence.toByte());
    }

    /** Returns the word of reports for an interaction's outcome. */
    public String word(PactResult result) {
        return PactWords.of(result.outcome());
    }
}
