package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.wire.WireJson;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts about a run that its traces do not contain; kept beside them so that the run can be judged again.
 *
 * @param url the worker's URL
 * @param facts how the run was made
 * @param rules the ids of the rules that the run judged; empty if they were not recorded, which means all
 */
public record RunFile(String url, RunFacts facts, List<String> rules) {
    private static final int BYTES_MAX = 1 << 20;

    static ObjectNode of(ConformanceReport report) {
        ObjectNode file = WireJson.object()
                .put("url", report.worker().url())
                .put("started_at", report.run().startedAt().toString())
                .put("seed", report.run().seed())
                .put("timeout_ms", report.run().awaitMillis())
                .put("note", report.run().note());
        report.sections().stream()
                .filter(section -> section.nouns().equals(ReportSection.RULES))
                .flatMap(section -> section.checks().stream())
                .forEach(checked -> file.withArray("rules").add(checked.check().id()));
        return file;
    }

    /** Reads {@code run.json} of a report folder. Throws {@link ReportException}. */
    public static RunFile read(Path reportFolder) {
        Path file = reportFolder.resolve("run.json");
        try {
            JsonNode node = WireJson.tree(TextFiles.read(file, BYTES_MAX));
            return new RunFile(
                    node.path("url").asText(),
                    new RunFacts(
                            Instant.parse(node.path("started_at").asText()),
                            node.path("seed").asLong(),
                            node.path("timeout_ms").asLong(),
                            true,
                            node.path("note").asText()),
                    ids(node.path("rules")));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new ReportException(
                    PrintableText.line(file.toString()) + " is not what `verify --report-dir` writes", e);
        } catch (TextFileException e) {
            throw new ReportException("cannot read the recorded run: " + e.getMessage(), e);
        }
    }

    private static List<String> ids(JsonNode rules) {
        List<String> ids = new ArrayList<>();
        rules.forEach(rule -> ids.add(rule.asText()));
        return List.copyOf(ids);
    }
}
