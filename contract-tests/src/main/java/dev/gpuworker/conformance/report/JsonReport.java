package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.PactResult;
import dev.gpuworker.wire.WireJson;

/**
 * Writes {@code report.json}, whose form {@code report.schema.json} beside this class fixes: fields are added, never
 * renamed or removed, and {@code schema_version} rises when a reader has to change.
 */
public final class JsonReport {
    private static final int SCHEMA_VERSION = 1;

    private JsonReport() {}

    /** Returns the JSON text. Characters that a terminal would obey are escaped; the values stay the same. */
    public static String write(ConformanceReport report) {
        ObjectNode root = WireJson.object();
        root.put("schema_version", SCHEMA_VERSION);
        ObjectNode worker = root.putObject("worker").put("url", report.worker().url());
        ObjectNode said = worker.putObject("health");
        report.worker().said().forEach(said::put);
        root.putObject("run")
                .put("started_at", report.run().startedAt().toString())
                .put("seed", report.run().seed())
                .put("timeout_ms", report.run().awaitMillis())
                .put("judged_again", report.run().judgedAgain())
                .put("note", report.run().note());
        summary(root.putObject("summary"), report);
        ArrayNode rules = root.putArray("rules");
        report.result().results().forEach(result -> rule(rules.addObject(), result));
        report.pact().ifPresent(pact -> pact(root.putArray("pact"), pact));
        ArrayNode sections = root.putArray("sections");
        report.sections().forEach(section -> section(sections.addObject(), section));
        return PrintableText.of(WireJson.text(root));
    }

    private static void summary(ObjectNode node, ConformanceReport report) {
        node.put("outcome", report.outcome()).put("exit_code", report.exitCode());
        node.put("headline", report.headline());
        node.put("rules", report.result().results().size());
        report.counts().forEach(node::put);
    }

    private static void rule(ObjectNode node, RuleResult result) {
        node.put("id", result.rule().id());
        ArrayNode requirements = node.putArray("requirements");
        result.rule().requirements().forEach(requirements::add);
        node.put("section", result.rule().section().number())
                .put("keyword", result.rule().keyword().name())
                .put("title", result.rule().title())
                .put("verdict", result.verdict().word())
                .put("expected", VerdictTexts.expected(result.verdict()))
                .put("actual", result.verdict().actual())
                .put(
                        "hint",
                        VerdictTexts.isPlain(result.verdict())
                                ? ""
                                : result.rule().hint());
        ArrayNode evidence = node.putArray("evidence");
        VerdictTexts.evidence(result.verdict()).forEach(piece -> evidence(evidence.addObject(), piece));
        node.put("millis", result.millis());
    }

    private static void evidence(ObjectNode node, Evidence evidence) {
        node.put("exercise", evidence.exercise())
                .put("exchange", evidence.role())
                .put("from_byte", evidence.fromByte())
                .put("to_byte", evidence.toByte())
                .put("text", evidence.text())
                .put("trace", Traces.FOLDER + "/" + Traces.fileName(evidence.exercise()));
    }

    private static void pact(ArrayNode nodes, PactReport pact) {
        for (PactResult result : pact.results()) {
            ObjectNode node = nodes.addObject().put("interaction", result.interaction());
            ArrayNode states = node.putArray("states");
            result.states().forEach(states::add);
            ArrayNode requirements = node.putArray("requirements");
            result.requirements().forEach(requirements::add);
            node.put("verdict", PactWords.of(result.outcome()))
                    .put("actual", result.message())
                    .put("millis", result.took().toMillis());
        }
    }

    private static void section(ObjectNode node, ReportSection section) {
        node.put("title", section.title());
        ArrayNode rows = node.putArray("checks");
        for (ReportSection.Row row : section.rows()) {
            ObjectNode check = rows.addObject().put("id", row.id());
            ArrayNode requirements = check.putArray("requirements");
            row.requirements().forEach(requirements::add);
            check.put("title", row.title())
                    .put("verdict", row.verdict())
                    .put("expected", row.expected())
                    .put("actual", row.actual())
                    .put("hint", row.hint());
        }
    }
}
