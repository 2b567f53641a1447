package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.wire.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCommandTest {
    @TempDir
    private Path folder;

    @Test
    void recordsARunningWorkerAndFindsNoDrift() {
        try (MockWorker worker = MockWorker.start()) {
            var run = record("--url", worker.url().toString());

            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).startsWith("NO CRITICAL DRIFT: 0 critical");
            assertThat(folder.resolve("out/scenarios.json")).exists();
        }
    }

    @Test
    void driftIsRedWithBothSides() {
        try (MockWorker worker = MockWorker.builder().dialect(Dialect.AS_BUILT).start()) {
            var run = record("--url", worker.url().toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("critical field-missing: status\n    mock: 400\n    real: 422", "\nDRIFT: ");
        }
    }

    @Test
    void startsAWorkerEndsItAndFindsWhatItLeavesOut() throws Exception {
        Path requests = Files.writeString(folder.resolve("requests.ndjson"), """
                {"name":"job","method":"POST","path":"/execute","body":{"job_id":"j","prompt":"x"}}
                """);

        var run = record(
                "--worker",
                TestWorkers.misbehavingBinary().path().toString(),
                "--model",
                "mock:tiny",
                "--requests",
                requests.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains("critical job: header x-correlation-id\n    mock: sent\n    real: not sent");
        assertThat(folder.resolve("out/job.ndjson")).content().contains("\"t\":\"warp\"");
        assertThat(folder.resolve("out/worker.log")).content().contains("startup");
    }

    @Test
    void aWorkerThatIsNotThereIsNotReached() {
        var run = record("--url", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "http://127.0.0.1:1 answered no request: there was no connection (connection refused: nothing"
                                + " listens there); is the worker running? Nothing was recorded\n");
    }

    @Test
    void aRecordingThatCannotBeWrittenIsNamedAndNothingHalfWrittenStays() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("out/drift.json"));
        try (MockWorker worker = MockWorker.start()) {
            var run = record("--url", worker.url().toString());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("cannot write " + taken + ": it is a folder; see docs/real-worker.md#artifacts\n");
            assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.part");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@127.0.0.1:1, has a user",
        "http://127.0.0.1:1/prefix, has a path",
        "http://127.0.0.1:1?a=b, has a query",
        "https://127.0.0.1:1, not the URL of a worker",
        "http://127.0.0.1:65536, not the URL of a worker",
        "127.0.0.1:1, not a URL"
    })
    void whatIsNoBaseUrlOfAWorkerIsWrongUsage(String url, String problem) {
        var run = record("--url", url);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(problem).doesNotContain("secret");
    }

    @Test
    void exactlyOneSubjectIsNeeded() {
        assertThat(record().exitCode()).isEqualTo(2);
        assertThat(record("--url", "http://127.0.0.1:1", "--worker", "/bin/true", "--model", "m")
                        .exitCode())
                .isEqualTo(2);
        assertThat(record("--url", "file:/etc/passwd").exitCode()).isEqualTo(2);
        assertThat(record("--url", "http://127.0.0.1:1", "--requests", "nowhere")
                        .exitCode())
                .isEqualTo(2);
    }

    private CommandLineRun record(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "record";
        arguments[1] = "--report-dir";
        arguments[2] = folder.resolve("out").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(arguments);
    }
}
