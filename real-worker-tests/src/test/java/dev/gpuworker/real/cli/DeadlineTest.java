package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands end within their total time, whatever the worker does. */
@Timeout(120)
class DeadlineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"record", "verify --no-cuda"})
    void aWorkerThatStopsAfterItWasReadyEndsTheCommandAndIsKilled(String command) throws Exception {
        Ledger ledger = Ledger.in(folder);
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--worker", TestWorkers.misbehavingBinary().path().toString(), "--model", "mock:tiny"));
        words.addAll(
                List.of("--worker-env", "MISBEHAVE=halt-once-ready,fork", "--worker-env", "LEDGER=" + ledger.file()));
        words.addAll(List.of(
                "--total-timeout", "4s", "--report-dir", folder.resolve("out").toString()));
        long from = System.nanoTime();

        var run = CommandLineRun.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        "did not finish within --total-timeout 4s, so there is no verdict; unfinished step: ",
                        "; the worker was killed; see docs/real-worker.md#total-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(60));
        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void aWorkerOfSomebodyElseIsLeftAloneAndWhatWasRecordedStays() throws Exception {
        Path requests = Files.writeString(folder.resolve("requests.ndjson"), """
                {"name":"health","method":"GET","path":"/health"}
                {"name":"stalls","method":"POST","path":"/execute","body":{"job_id":"j","prompt":"x"}}
                """);
        String yaml = "version: 1\nscenarios:\n  - { name: s, violates: [M0-W-1311], stream: [ started, stall ] }\n";
        try (MockWorker worker = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("real.yaml", yaml))
                .start()) {
            var run = CommandLineRun.of(
                    "record",
                    "--url",
                    worker.url().toString(),
                    "--requests",
                    requests.toString(),
                    "--total-timeout",
                    "8s",
                    "--report-dir",
                    folder.resolve("out").toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains("unfinished step: request 2 of 2, \"stalls\", to " + worker.url() + "; see docs");
        }
        assertThat(folder.resolve("out/answers.ndjson")).content().contains("\"name\":\"health\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe", "record --url http://127.0.0.1:1", "soak --worker sh --model mock:m"})
    void aDeadlineNeedsAUnitAndIsBounded(String command) {
        var withoutUnit = CommandLineRun.of((command + " --total-timeout 10").split(" "));
        var tooShort = CommandLineRun.of((command + " --total-timeout 1ms").split(" "));

        assertThat(withoutUnit.exitCode()).isEqualTo(2);
        assertThat(withoutUnit.err()).contains("\"10\" is not a duration; write a unit: 10ms, 10s");
        assertThat(tooShort.exitCode()).isEqualTo(2);
        assertThat(tooShort.err()).contains("--total-timeout must be from 1s to 168h, but was 1ms");
    }
}
