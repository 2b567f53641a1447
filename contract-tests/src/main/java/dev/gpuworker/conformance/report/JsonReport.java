package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.WireJson;

/**
 * Writes {@code report.json}. {@code docs/conformance.md#report-json} describes it, and {@code report.schema.json}
 * beside this class defines it. Fields are added, never renamed or removed; {@code schema_version} rises if a reader
 * has to change.
 */
public final class JsonReport {
    private static final int SCHEMA_VERSION = 2;

    private JsonReport() {}

    /** Returns the JSON text. Control characters that affect a terminal are escaped; the values stay the same. */
    public static String write(ConformanceReport report) {
        ObjectNode root = WireJson.object();
        root.put("schema_version", SCHEMA_VERSION);
        ObjectNode worker = root.putObject("worker").put("url", report.worker().url());
        ObjectNode said = worker.putObject("health");
        report.worker().said().forEach(said::put);
        ObjectNode run = root.putObject("run")
                .put("started_at", report.run().startedAt().toString())
                .put("seed", report.run().seed())
                .put("timeout_ms", report.run().awaitMillis())
                .put("judged_again", report.run().judgedAgain())
                .put("note", report.run().note());
        report.jobs().writeTo(run.putObject("jobs"));
        summary(root.putObject("summary"), report);
        ArrayNode checks = root.putArray("checks");
        for (ReportSection section : report.sections()) {
            section.checks().forEach(checked -> check(checks.addObject(), section, checked));
        }
        return PrintableText.of(WireJson.text(root));
    }

    private static void summary(ObjectNode node, ConformanceReport report) {
        node.put("outcome", report.outcome().name())
                .put("exit_code", report.outcome().exitCode())
                .put("headline", report.headline())
                .put("checks", report.counts().total());
        ObjectNode counts = node.putObject("counts");
        report.counts().counts().forEach((kind, count) -> counts.put(kind.word(), count));
    }

    private static void check(ObjectNode node, ReportSection section, Checked checked) {
        node.put("id", checked.check().id())
                .put("of", section.nouns())
                .put("section", section.title())
                .put("keyword", checked.check().keyword().name());
        ArrayNode requirements = node.putArray("requirements");
        checked.check().requirements().forEach(requirements::add);
        node.put("title", checked.check().title())
                .put("verdict", checked.verdict().word())
                .put("expected", checked.verdict().expected())
                .put("actual", checked.verdict().actual())
                .put("hint", checked.hint());
        ArrayNode evidence = node.putArray("evidence");
        checked.verdict().evidence().forEach(piece -> evidence(evidence.addObject(), piece));
        node.put("millis", checked.took().toMillis());
    }

    private static void evidence(ObjectNode node, Evidence evidence) {
        node.put("exercise", evidence.exercise())
                .put("exchange", evidence.role())
                .put("from_byte", evidence.fromByte())
                .put("to_byte", evidence.toByte())
                .put("text", evidence.text())
                .put("trace", Traces.FOLDER + "/" + Traces.fileName(evidence.exercise()));
    }
}
