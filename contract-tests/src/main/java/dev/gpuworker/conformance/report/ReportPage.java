package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Exchange;
import java.util.List;
import java.util.Optional;

/** Prepares the content of the page, so that the template only lays it out. */
public final class ReportPage {
    /**
     * The maximum number of drawings per rule; more would not help to understand a rule that is broken in every
     * exchange.
     */
    private static final int DRAWINGS_MAX = 3;

    private final ConformanceReport report;

    ReportPage(ConformanceReport report) {
        this.report = report;
    }

    /** Returns the report. */
    public ConformanceReport report() {
        return report;
    }

    /** Returns the evidence that is drawn. */
    public List<Evidence> evidence(Checked checked) {
        return checked.verdict().evidence().stream().limit(DRAWINGS_MAX).toList();
    }

    /** Returns how much evidence is not drawn. */
    public int evidenceLeftOut(Checked checked) {
        return Math.max(0, checked.verdict().evidence().size() - DRAWINGS_MAX);
    }

    /** Returns the exchange that a piece of evidence points to. */
    public Optional<Exchange> exchange(Evidence evidence) {
        return report.recording()
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
}
