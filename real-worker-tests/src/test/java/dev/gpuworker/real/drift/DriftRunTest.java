package dev.gpuworker.real.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.real.drift.Difference.Severity;
import dev.gpuworker.real.process.NoAnswerException;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ExecuteRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second mock plays the real worker: first it keeps the contract, then it departs from it. */
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
    void severalJobsWithOneIdAnswerACallEach() throws Exception {
        String requests = Stream.of("p", "p", "another prompt")
                .map(prompt -> "{\"job_id\":\"same\",\"prompt\":\"" + prompt + "\"}")
                .map(body -> "\"method\":\"POST\",\"path\":\"/execute\",\"body\":" + body + "}")
                .collect(Collectors.joining("\n{\"name\":\"NAME\",", "{\"name\":\"NAME\",", ""));
        for (String name : List.of("a", "b", "c")) {
            requests = requests.replaceFirst("NAME", name);
        }
        String yaml = """
                version: 1
                scenarios:
                  - { name: one, when: { job_id: same }, calls: 1, stream: [ started, { token: one }, end ] }
                  - { name: two, when: { job_id: same }, calls: 2, stream: [ started, { token: two }, end ] }
                  - { name: three, when: { job_id: same }, calls: 3, stream: [ started, { token: three }, end ] }
                """;
        try (MockWorker real = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("real.yaml", yaml))
                .start()) {
            new DriftRun(RequestFile.parse("test", requests), folder).run(real.url());
        }

        try (MockWorker player = MockWorker.builder()
                        .scenarios(ScenarioYaml.read(folder.resolve("scenarios.json")))
                        .start();
                WorkerClient client = new WorkerClient(player.url())) {
            assertThat(Stream.of("p", "p", "p")
                            .map(prompt -> client.execute(ExecuteRequest.of("same", prompt))
                                    .collect()
                                    .text()))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void aStreamThatNoScenarioHoldsIsLeftAsItsBytesAndTheOthersAreWritten() throws Exception {
        String two = JOB + "\n" + JOB.replace("\"job\"", "\"other\"").replace("\"j\"", "\"k\"");
        DriftReport report = run(two, tokens(12_000, "y".repeat(100)), "when: { job_id: j }");

        assertThat(report.notes()).singleElement().asString().contains("its bytes are in job.body");
        assertThat(folder.resolve("job.body")).content().contains("y".repeat(100));
        assertThat(folder.resolve("scenarios.json"))
                .content()
                .contains("\"name\":\"other\"")
                .doesNotContain("\"job\"");
    }

    @Test
    void whatAWorkerSendsIsNoMarkupInTheReport() throws Exception {
        DriftReport report = run(
                "violates: [M0-W-1310, M0-W-1311]",
                "stream:",
                "  - raw: \"event: \\e]0;owned\\a<script>alert(1)</script>|[x](http://e)\\u202e\\u2028\\ndata: {}\\n\\n\"",
                "  - cut");

        assertThat(report.markdown())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\|\\[x\\](http://e)")
                .matches(text -> text.chars().allMatch(c -> c == '\n' || PrintableText.isPrintable(c)));
        assertThat(report.markdown().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(2500));
    }

    @Test
    void whatWasRecordedIsWrittenAlsoWhenOneFileCannotBe() throws Exception {
        Files.createDirectories(folder.resolve("answers.ndjson"));
        List<DriftReport> told = new ArrayList<>();
        try (MockWorker real = MockWorker.start()) {
            var run = new DriftRun(RequestFile.standard(), folder);

            assertThatThrownBy(() -> run.run(real.url(), told::add)).hasMessageContaining("answers.ndjson");
        }
        assertThat(told).hasSize(1);
        assertThat(folder.resolve("scenarios.json")).exists();
        assertThat(folder.resolve("drift.md")).exists();
    }

    @Test
    void aRunThatIsGivenUpKeepsWhatItHas() throws Exception {
        String requests = "{\"name\":\"health\",\"method\":\"GET\",\"path\":\"/health\"}\n" + JOB;
        String yaml = "version: 1\nscenarios:\n  - { name: s, violates: [M0-W-1311], stream: [ started, stall ] }\n";
        try (MockWorker real = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("real.yaml", yaml))
                .start()) {
            List<String> phases = Collections.synchronizedList(new ArrayList<>());
            DriftRun run = new DriftRun(RequestFile.parse("test", requests), folder, phases::add);
            Thread other = new Thread(() -> {
                await().until(() -> phases.size() == 2);
                await().until(() -> real.journal().toString().contains("j"));
                run.giveUp();
            });
            other.start();

            assertThatThrownBy(() -> run.run(real.url()))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("given up after 1 of 2 requests");
            other.join();
        }
        assertThat(folder.resolve("answers.ndjson"))
                .content()
                .contains("\"name\":\"health\"")
                .hasLineCount(1);
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
        try (MockWorker real = MockWorker.builder().dialect(dialect).start()) {
            return new DriftRun(RequestFile.standard(), folder).run(real.url());
        }
    }

    /** One raw step holds all of them, because a scenario may not have so many steps. */
    private static String tokens(int count, String text) {
        return "event: token\\ndata: {\\\"t\\\":\\\"" + text + "\\\",\\\"i\\\":0}\\n\\n#" + count;
    }

    private DriftReport run(String requests, String tokens, String when) throws Exception {
        String[] parts = tokens.split("#", -1);
        String yaml = "version: 1\nscenarios:\n  - name: real\n    " + when
                + "\n    violates: [M0-W-1300, M0-W-1311, M0-W-1312]\n" + "    stream: [ started, { raw: { text: \""
                + parts[0] + "\", repeat: " + parts[1] + " } }, cut ]\n";
        try (MockWorker real = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("real.yaml", yaml))
                .start()) {
            return new DriftRun(RequestFile.parse("test", requests), folder).run(real.url());
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
