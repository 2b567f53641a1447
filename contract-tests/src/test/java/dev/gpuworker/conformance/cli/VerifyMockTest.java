package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.testing.MeasuresTime;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@MeasuresTime
@Execution(ExecutionMode.CONCURRENT)
class VerifyMockTest {
    @TempDir
    private Path folder;

    @Test
    void theMockIsGreenAndItsRecordedRunIsJudgedTheSame() throws Exception {
        CommandLineRun run;
        try (MockWorker worker = MockWorker.start()) {
            run = CommandLineRun.of("verify", "--url", worker.url().toString(), "--report-dir", folder.toString());
        }

        CommandLineRun again = CommandLineRun.of("judge", folder.toString());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("GREEN: ").contains(" 0 failed").contains(" of 46 interactions");
        assertThat(again.exitCode()).as(again.out()).isZero();
        assertThat(again.out()).contains(run.out().replaceFirst("(?s).*(GREEN: .*? rules).*", "$1"));
    }

    @Test
    void aRunOfSomeRulesIsJudgedAgainByTheseRules() {
        CommandLineRun run;
        try (MockWorker worker = MockWorker.start()) {
            run = CommandLineRun.of(
                    "verify",
                    "--url",
                    worker.url().toString(),
                    "--no-pact",
                    "--rules",
                    "W-301",
                    "--report-dir",
                    folder.toString());
        }

        CommandLineRun again = CommandLineRun.of("judge", folder.toString());

        assertThat(run.out()).contains("GREEN: 1 passed, 0 failed of 1 rules");
        assertThat(again.exitCode()).as(again.out()).isZero();
        assertThat(again.out()).contains("GREEN: 1 passed, 0 failed of 1 rules");
    }

    @Test
    void aWorkerOfAnotherDialectIsRedWithEvidenceInEveryReport() throws Exception {
        MockWorkerConfig config = MockWorker.builder().dialect(Dialect.AS_BUILT).config();
        CommandLineRun run;
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            run = CommandLineRun.of(
                    "verify",
                    "--url",
                    worker.url().toString(),
                    "--no-pact",
                    "--rules",
                    "W-2*",
                    "--timeout",
                    "2s",
                    "--report-dir",
                    folder.toString());
        }

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("RED: ").contains("evidence: ").contains("next:     Check ");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<mark>")
                .contains("<svg");
        assertThat(WireJson.tree(Files.readString(folder.resolve("report.json")))
                        .path("summary")
                        .path("exit_code")
                        .asInt())
                .isEqualTo(1);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("junit.xml").toFile())
                        .getElementsByTagName("failure")
                        .getLength())
                .isPositive();
    }

    @Test
    void aPlainRedRunAgainstTheAsBuiltWorkerNamesTheListToTry() {
        String line = "This looks like the worker as built in October 2025 (docs/worker-api.md section 6):"
                + " try --known-deviations worker-orcd-2025-10";
        CommandLineRun plain;
        CommandLineRun listed;
        CommandLineRun partly;
        try (MockWorker worker = MockWorker.builder().dialect(Dialect.AS_BUILT).start()) {
            String url = worker.url().toString();
            String[] rules = {"verify", "--url", url, "--no-pact", "--rules", "W-201,W-303,W-325,W-361"};
            plain = CommandLineRun.of(rules);
            listed = CommandLineRun.of(
                    Stream.concat(Stream.of(rules), Stream.of("--known-deviations", "worker-orcd-2025-10"))
                            .toArray(String[]::new));
            partly = CommandLineRun.of("verify", "--url", url, "--no-pact", "--rules", "W-201,W-303");
        }

        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.out().lines().filter(line::equals)).hasSize(1);
        assertThat(listed.exitCode()).as(listed.out()).isZero();
        assertThat(listed.out()).doesNotContain(line);
        assertThat(partly.out()).doesNotContain(line);
    }

    @Test
    void theShippedListOfTheAsBuiltWorkerExplainsAllItsBreaches() {
        // Its longest job must be over within the time limit, or its end is not seen.
        MockWorkerConfig config =
                MockWorker.builder().dialect(Dialect.AS_BUILT).speed(4).config();
        CommandLineRun run;
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            run = CommandLineRun.of(
                    "verify",
                    "--url",
                    worker.url().toString(),
                    "--no-pact",
                    "--timeout",
                    "4s",
                    "--known-deviations",
                    "worker-orcd-2025-10");
        }

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("known-deviation");
    }
}
