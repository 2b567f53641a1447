package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gpuworker.wire.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptImportTest {
    private static final String STARTED = "{\"at_ms\": 0, \"event\": \"started\", \"data\": {\"job_id\": \"j\"}}\n";

    @Test
    void aTranscriptBecomesTheStepsThatSendItAgain() {
        Scenario scenario = TranscriptImport.parse("taken", "run.ndjson", STARTED + """
                {"at_ms": 41.5, "event": "token", "data": {"t": "Warps", "i": 0}, "chunk": 7}

                {"at_ms": 41.5, "event": "metrics", "data": {"tokens_per_sec": 24.1, "vram_bytes": 5}}
                {"at_ms": 60.25, "event": "end", "data": {"tokens_out": 1, "decode_time_ms": 60, "stop_reason": "EOS"}}
                """);

        assertThat(scenario.name()).isEqualTo("taken");
        assertThat(((Script) scenario.answer()).steps())
                .containsExactly(
                        Write.Started.FROM_JOB,
                        new Pause.Wait(Pacing.of(Duration.ofNanos(41_500_000))),
                        Write.Token.of("Warps").i(0),
                        Write.Metrics.FROM_JOB,
                        new Pause.Wait(Pacing.of(Duration.ofNanos(18_750_000))),
                        Write.End.FROM_JOB.tokensOut(1).stopReason(StopReason.EOS));
    }

    @Test
    void anErrorKeepsItsWords() {
        Scenario scenario = TranscriptImport.parse(
                "s",
                "run.ndjson",
                STARTED
                        + "{\"at_ms\": 1, \"event\": \"error\", \"data\": {\"code\": \"VRAM_OOM\", \"message\": \"full\", \"retriable\": false}}");

        assertThat(((Script) scenario.answer()).steps())
                .contains(Write.Failure.of("VRAM_OOM").message("full").retriable(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense                                                  | 2:1 not one JSON object on one line",
                "[1]                                                       | 2:1 not one JSON object on one line",
                "{\"event\": \"end\", \"data\": {}}                        | 2:1 at_ms must be a number of milliseconds that does not run backwards",
                "{\"at_ms\": -1, \"event\": \"end\", \"data\": {}}         | 2:1 at_ms must be a number of milliseconds that does not run backwards",
                "{\"at_ms\": 1e300, \"event\": \"end\", \"data\": {}}      | 2:1 at_ms must be a number of milliseconds that does not run backwards",
                "{\"at_ms\": 1, \"event\": \"end\"}                        | 2:1 data must be the event's JSON object",
                "{\"at_ms\": 1, \"event\": \"done\", \"data\": {}}         | 2:1 not an event of the contract: \"done\"",
                "{\"at_ms\": 1, \"event\": \"token\", \"data\": {\"t\": 5}} | 2:1 not an event of the contract: \"token\"",
                "{\"at_ms\": 1, \"event\": \"token\", \"data\": {\"t\": \"a\", \"i\": 3}} | 2:1 token has i 3, but the contract requires 0",
            })
    void wrongLinesAreToldAtTheirPlace(String line, String expected) {
        assertThat(problems(STARTED + line + "\n")).contains(expected);
    }

    @Test
    void anEmptyTranscriptIsNone() {
        assertThat(problems("\n\n")).containsExactly("1:1 the transcript has no event");
    }

    @Test
    void whatTheRecordedWorkerBrokeHasToBeDeclared() {
        assertThat(problems(STARTED))
                .containsExactly("1:1 the stream ends here without a terminal event (end or error)");
        assertThat(TranscriptImport.parse("s", "run.ndjson", STARTED, "M0-W-1311")
                        .violates())
                .containsExactly("M0-W-1311");
    }

    private static List<String> problems(String text) {
        ScenarioException failure =
                catchThrowableOfType(ScenarioException.class, () -> TranscriptImport.parse("s", "run.ndjson", text));
        return Errors.lines(Objects.requireNonNull(failure));
    }
}
