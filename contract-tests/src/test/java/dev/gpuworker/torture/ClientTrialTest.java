package dev.gpuworker.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gpuworker.torture.Judgement.Verdict;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients with one fault each are named in the scenario that shows it, and a right one in none. */
class ClientTrialTest {
    private static final Path CLIENT =
            Path.of("src", "test", "python", "client.py").toAbsolutePath();

    @BeforeAll
    static void pythonIsThere() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean isThere = Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
        // .ci/run installs it
        assertThat(isThere || !"true".equals(System.getenv("CI")))
                .as("python3 is on the PATH")
                .isTrue();
        assumeTrue(isThere, "python3 is not on the PATH");
    }

    private static TrialReport trial(String fault, String... scenarios) throws InterruptedException {
        String command = "python3 " + CLIENT + " " + fault;
        return new TrialReport(command, new ClientTrial(command, Duration.ofSeconds(30), 4, List.of(scenarios)).run());
    }

    @ParameterizedTest
    @CsvSource({
        "glued-at-cr, mixed-line-ends, should be",
        "cr-and-lf, crlf-in-pieces, should be",
        "keeps-bom, byte-order-mark, should be started",
        "split-utf-8, split-inside-a-character, should be token",
        "unicode-lines, unicode-line-separators, should be token",
        "trims-data, spaces-around-the-data, spaces differ",
        "drops-ids, ids-and-retry, should be token",
        "doubles, seed-beyond-doubles, but was started",
        "charset, charset, 'reported: malformed'",
        "sticky-event, no-event-line, should be",
        "comment-delivered, comments, but was comment",
        "error-ignored, cuda-error, reported a good end",
        "eof-is-end, eof-without-terminal, reported a good end",
        "cut-is-end, cut, reported a good end",
        "retries, cut, the job was sent 2 times",
        "reads-on, token-after-end, although the job had ended before"
    })
    void aFaultIsNamedWhereItShows(String fault, String scenario, String difference) throws InterruptedException {
        TrialReport report = trial(fault, scenario);

        assertThat(report.results()).hasSize(2);
        assertThat(report.results().get(0).judgement()).as(report.table()).isEqualTo(Judgement.RIGHT);
        assertThat(report.results().get(1).judgement().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.table()).contains(difference);
        assertThat(report.headline()).isEqualTo("RED: 1 right, 1 wrong, 0 undecided of 2 scenarios");
    }

    @Test
    void aRightClientIsNamedNowhere() throws InterruptedException {
        TrialReport report = trial(
                "none",
                "mixed-line-ends",
                "crlf-in-pieces",
                "byte-order-mark",
                "unicode-line-separators",
                "seed-beyond-doubles",
                "spaces-around-the-data",
                "no-event-line",
                "ids-and-retry",
                "cuda-error",
                "busy",
                "cut",
                "reset",
                "oversized-line",
                "keep-alive-after-the-stream",
                "token-after-end",
                "exit-mid-stream");

        assertThat(report.count(Verdict.RIGHT)).as(report.table()).isEqualTo(17);
        assertThat(report.junitXml()).contains("tests=\"17\"").doesNotContain("<failure");
        assertThat(report.json()).contains("\"headline\":\"GREEN: 17 right");
    }

    @ParameterizedTest
    @CsvSource({
        "silent, the client printed nothing: it exited",
        "crashes, the client printed nothing: it crashed: exit status 1; its standard error ends in: an uncaught exception",
        "garbage, line 1 is neither",
        "wrong-path, the client sent no job that the worker accepts: POST URL/execute"
    })
    void aBrokenAdapterIsSaidFirstAndNothingElseIsRun(String fault, String reason) throws InterruptedException {
        TrialReport report = trial(fault);

        assertThat(report.results()).hasSize(1);
        assertThat(report.headline()).startsWith("NO VERDICT: the command is of no use even in the plain scenario");
        assertThat(report.table()).contains(reason);
    }

    @Test
    void whatHangsIsKilledWithAllThatItStarted() throws InterruptedException {
        ClientTrial trial =
                new ClientTrial("sh -c 'setsid sleep 4242 & sleep 4242' hang", Duration.ofSeconds(1), 1, List.of());

        List<ScenarioResult> results = trial.run();

        assertThat(results.get(0).judgement().difference()).contains("the client sent no job");
        assertThat(ProcessHandle.allProcesses()
                        .map(handle -> handle.info().commandLine().orElse(""))
                        .filter(line -> line.contains("sleep 4242")))
                .isEmpty();
    }

    @Test
    void anUnknownScenarioIsRefused() {
        assertThatThrownBy(() -> new ClientTrial("true", Duration.ofSeconds(1), 1, List.of("plan")))
                .hasMessage("the torture set has no scenario \"plan\"");
    }
}
