package dev.gpuworker.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportSchemaTest {
    @Test
    void reportWithBreachesFollowsItsSchema() throws IOException {
        String report = reportOf(new Behaviour().quirk(Quirk.CUT_AFTER_TERMINAL, Quirk.REFUSES_SECOND_JOB));

        assertThat(report).contains("\"verdict\":\"failed\"").contains("\"verdict\":\"not-applicable\"");
        assertThat(schema().validate(report, InputFormat.JSON)).isEmpty();
    }

    @Test
    void everyKindOfVerdictFollowsTheSchema() throws IOException {
        String report = JsonReport.write(Reports.withEveryKind());

        assertThat(schema().validate(report, InputFormat.JSON)).isEmpty();
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            assertThat(report).contains("\"verdict\":\"" + kind.word() + "\"");
        }
    }

    @Test
    void schemaRefusesAVerdictThatThereIsNot() throws IOException {
        String report = JsonReport.write(Reports.withEveryKind());

        String wrong = report.replace("\"verdict\":\"passed\"", "\"verdict\":\"fine\"");

        assertThat(schema().validate(wrong, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void docsListEveryFieldOfACheck() throws IOException {
        String docs = Files.readString(Path.of("../docs/conformance.md"));
        TreeSet<String> fields = new TreeSet<>();
        WireJson.tree(JsonReport.write(Reports.withEveryKind()))
                .path("checks")
                .path(0)
                .fieldNames()
                .forEachRemaining(fields::add);

        assertThat(fields).hasSize(12).allSatisfy(field -> assertThat(docs).contains("`" + field + "`"));
    }

    private static String reportOf(Behaviour behaviour) {
        try (ReferenceWorker worker = ReferenceWorker.start(behaviour)) {
            ConformanceResult result = ConformanceRun.of(
                            WorkerUnderTest.at(worker.url()),
                            WorkerRulebook.all().matching("W-210,W-135,W-301"))
                    .build()
                    .run();
            return JsonReport.write(new ConformanceReport(
                    WorkerFacts.of(worker.url().toString(), result.recording()),
                    new RunFacts(Instant.parse("2026-01-01T00:00:00Z"), 42, 10_000, false, ""),
                    ReportSection.ofRules(result, Map.of()),
                    result.recording()));
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream("report.schema.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        }
    }
}
