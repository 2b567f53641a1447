package dev.gpuworker.real.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.real.drift.Difference.Severity;
import dev.gpuworker.wire.ExecuteRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another mock stands in the place of the real worker: once as the contract asks, then departing from it. */
class DriftRunTest {
    private static final String JOB =
            "{\"name\":\"job\",\"method\":\"POST\",\"path\":\"/execute\",\"body\":{\"job_id\":\"j\",\"prompt\":\"x\"}}";

    @TempDir
    private Path folder;

    @Test
    void aWorkerThatAnswersAsTheMockHasNoDrift() throws Exception {
        DriftReport report = standard(Dialect.CONTRACT);

        assertThat(report.differences()).isEmpty();
        assertThat(report.headline()).startsWith("NO CRITICAL DRIFT: 0 critical, 0 warning, 0 info; 9 requests");
        assertThat(folder.resolve("drift.md")).content().contains("NO CRITICAL DRIFT");
    }

    @Test
    void theWorkerAsBuiltDriftsInEveryKindOfAnswer() throws Exception {
        DriftReport report = standard(Dialect.AS_BUILT);

        assertThat(report.isRed()).isTrue();
        assertThat(report.differences())
                .contains(
                        new Difference(Severity.CRITICAL, "field-missing", "status", "400", "422"),
                        new Difference(
                                Severity.CRITICAL, "not-json", "header content-type", "application/json", "text/plain"),
                        new Difference(Severity.CRITICAL, "cancel-unknown", "status", "202", "404"),
                        new Difference(Severity.CRITICAL, "greedy", "events", "started token end", "(no event line)"),
                        new Difference(Severity.CRITICAL, "health", "resident", "boolean", "absent"),
                        new Difference(Severity.WARNING, "health", "vram_bytes", "absent", "integer"));
        assertThat(folder.resolve("drift.json")).content().contains("\"severity\":\"critical\"");
    }

    @Test
    void aRecordedStreamIsPlayedAgainWordByWord() throws Exception {
        run(
                "stream: [ started, { tokens: 'Warps wake in the dark' }, { metrics: {} }, { end: { stop_reason: EOS } } ]");

        try (MockWorker player = MockWorker.builder()
                        .scenarios(ScenarioYaml.read(folder.resolve("scenarios.json")))
                        .start();
                WorkerClient client = new WorkerClient(player.url())) {
            StreamRecord stream =
                    client.execute(ExecuteRequest.of("j", "something else")).collect();
            assertThat(stream.text()).isEqualTo("Warps wake in the dark");
        }
        assertThat(folder.resolve("job.ndjson")).content().contains("\"event\":\"metrics\"");
    }

    @Test
    void aStreamThatBreaksTheContractIsKeptByteByByteAndSaysWhatItBreaks() throws Exception {
        DriftReport report = run("violates: [M0-W-1311]", "stream: [ started, { token: half }, cut ]");

        assertThat(folder.resolve("scenarios.json"))
                .content()
                .contains("\"violates\":[\"M0-W-1311\"]", "base64", "\"cut\"");
        assertThat(report.differences())
                .containsExactlyInAnyOrder(
                        new Difference(Severity.CRITICAL, "job", "ending", "COMPLETE", "CUT"),
                        new Difference(Severity.CRITICAL, "job", "events", "started token end", "started token"));
    }

    @Test
    void fieldsOfOneSideOnlyAndOtherTypesAreTold() throws Exception {
        DriftReport report = run(
                "violates: [M0-W-1312]",
                "stream:",
                "  - raw: \"event: started\\ndata: {\\\"job_id\\\":\\\"j\\\",\\\"model\\\":7,\\\"gpu\\\":0}\\n\\n\"",
                "  - token: x",
                "  - end: { stop_reason: EOS }");

        assertThat(report.differences())
                .containsExactlyInAnyOrder(
                        new Difference(Severity.CRITICAL, "job", "started.model", "string", "integer"),
                        new Difference(Severity.CRITICAL, "job", "started.started_at", "string", "absent"),
                        new Difference(Severity.WARNING, "job", "started.seed", "integer", "absent"),
                        new Difference(Severity.WARNING, "job", "started.gpu", "absent", "integer"));
    }

    @Test
    void aWorkerThatAnswersNothingIsNoDriftButNoWorker() {
        URI nobody;
        try (MockWorker gone = MockWorker.start()) {
            nobody = gone.url();
        }

        assertThatThrownBy(() -> new DriftRun(RequestFile.standard(), folder).run(nobody))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("is the worker running? Nothing was recorded");
        assertThat(folder).isEmptyDirectory();
    }

    private DriftReport standard(Dialect dialect) throws Exception {
        try (MockWorker real = MockWorker.builder()
                .dialect(dialect)
                .start()) {
            return new DriftRun(RequestFile.standard(), folder).run(real.url());
        }
    }

    private DriftReport run(String... lines) throws Exception {
        String yaml = "version: 1\nscenarios:\n  - name: real\n    "
                + String.join("\n", Stream.of(lines).map(line -> "    " + line).toList())
                        .stripLeading() + "\n";
        try (MockWorker real = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("real.yaml", yaml))
                .start()) {
            return new DriftRun(RequestFile.parse("test", JOB), folder).run(real.url());
        }
    }
}
