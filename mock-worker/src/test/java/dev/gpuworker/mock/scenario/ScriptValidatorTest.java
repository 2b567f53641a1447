package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptValidatorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "started; end",
                "started; error: VRAM_OOM",
                "comment: hello; started; comment: keep-alive; token: a; metrics; token: b; end; eof",
                "started; tokens: 2048; end",
                "started; tokens: {generate: 2048}; end",
                "started; token: {t: a, i: 0}; token: {t: '🙂', i: 1}; end: {tokens_out: 2, stop_reason: EOS}",
                "started; end: {stop_reason: STOP_SEQUENCE, stop_sequence_matched: x}",
                "started; token: {t: a, wire: {newline: crlf, pieces: 1}}; end: {wire: {newline: cr}}",
                "raw: {hex: efbbbf}; started; end",
                "started; raw: \"event: token\\ndata: {\\\"t\\\":\\\"a\\\",\\\"i\\\":0,\\\"new\\\":1}\\n\\n\"; token: {t: b, i: 1}; end: {tokens_out: 2}",
                "started; hold: g; stall: 5ms; wait: {p50: 1ms, p99: 2ms}; end",
                "stall: {at: before-headers, for: 1s}; started; end",
                "started; comment: {text: x, repeat: 1000000}; end",
            })
    void whatTheContractAllowsIsAccepted(String steps) {
        assertThatCode(() -> ScenarioYaml.parse("worker.yaml", file("", steps))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "started; token: a                                   | M0-W-1311 | the stream ends here without a terminal event (end or error)",
                "started; eof                                        | M0-W-1311 | the stream ends here without a terminal event (end or error)",
                "started; stall                                      | M0-W-1311 | the stream ends here without a terminal event (end or error)",
                "stall: before-headers                               | M0-W-1311 | the stream ends here without a terminal event (end or error)",
                "started; exit: 137                                  | M0-W-1311 | the stream ends here without a terminal event (end or error)",
                "started; end; cut                                   | M0-W-1311 | the response does not end after the terminal event",
                "started; end; cut: half-close                       | M0-W-1311 | the response does not end after the terminal event",
                "started; end; reset                                 | M0-W-1311 | the response does not end after the terminal event",
                "started; end; stall                                 | M0-W-1311 | the response does not end after the terminal event",
                "token: a; started; end                              | M0-W-1311 | token before started",
                "metrics; started; end                               | M0-W-1311 | metrics before started",
                "started; started; end                               | M0-W-1311 | a second started",
                "started; end; token: a                              | M0-W-1311 | token after the terminal event",
                "started; end; end                                   | M0-W-1311 | end after the terminal event",
                "started; end; comment: bye                          | M0-W-1311 | bytes after the terminal event",
                "started; end; raw: x                                | M0-W-1311 | bytes after the terminal event",
                "started; error: CANCELLED; end                      | M0-W-1311 | end after the terminal event",
                "started; token: {t: a, i: 1}; end                   | M0-W-1312 | token has i 1, but the contract requires 0",
                "started; tokens: 2; token: {t: a, i: 1}; end        | M0-W-1312 | token has i 1, but the contract requires 2",
                "started; tokens: 2; end: {tokens_out: 3}            | M0-W-1312 | tokens_out is 3, but must be 2",
                "started; end: {tokens_out: -1}                      | M0-W-1312 | tokens_out is -1, but must be 0",
                "started; end: {decode_time_ms: -1}                  | M0-W-1312 | decode_time_ms must be a whole number of at least 0",
                "started: {job_id: other}; end                       | M0-W-1312 | started must carry the request's own job_id",
                "started: {model: \"\"}; end                         | M0-W-1312 | started needs a non-empty model",
                "started; raw: \"event: token\\ndata: {\\\"t\\\":\\\"a\\\",\\\"i\\\":0}\\n\\n\"; token: b; end: {tokens_out: 2} | M0-W-1312 | token has i 0, but the contract requires 1",
                "started; raw: \"event: token\\ndata: {\\\"t\\\":\\\"a\\\",\\\"i\\\":0}\\n\\n\"; end   | M0-W-1312 | tokens_out is 0, but must be 1",
                "started; raw: \"event: token\\ndata: {\\\"t\\\":\\\"a\\\",\\\"i\\\":0}\\n\\n\"; tokens: {generate: 5}; end | M0-W-1312 | token has i 0, but the contract requires 1",
                "started; token: {t: a, wire: {stop-after: 0}}; end  | M0-W-1312 | tokens_out is 1, but must be 0",
                "started; token: {t: a, wire: {stop-after: 0}}; tokens: 2; end: {tokens_out: 2} | M0-W-1312 | token has i 1, but the contract requires 0",
                "started; tokens: {count: 3, wire: {stop-after: 0}}; end | M0-W-1312 | tokens_out is 3, but must be 0",
                "started; tokens: {generate: 3, wire: {stop-after: 0}}; end | M0-W-1312 | tokens_out is 3, but must be 0",
                "started; tokens: {generate: 3, wire: {stop-after: text+1}}; end | M0-W-1310 | data that is not one JSON object",
                "started; token: \"a\\uFFFD\"; end                   | M0-W-1824 | t has U+FFFD or half a character",
                "started; tokens: \"a \\uFFFD b\"; end               | M0-W-1824 | t has U+FFFD or half a character",
                "started; raw: {hex: 3aff0a}; end                    | M0-W-1824 | bytes that are not UTF-8",
                "started; raw: \"id: 5\\n\"; end                     | M0-W-1310 | a line \"id\" that the contract does not have",
                "started; raw: \"retry: 5\\n\"; end                  | M0-W-1310 | a line \"retry\" that the contract does not have",
                "started; raw: \"data: {}\\n\\n\"; end               | M0-W-1310 | an event without its event line",
                "started; raw: \"event: token\\n\\n\"; end           | M0-W-1310 | an event without data",
                "started; raw: \"event: hello\\ndata: {}\\n\\n\"; end | M0-W-1310 | unknown event \"hello\"",
                "started; raw: \"event: metrics\\ndata: [1]\\n\\n\"; end | M0-W-1310 | data that is not one JSON object",
                "started; raw: \"event: metrics\\ndata: {\\n\\n\"; end | M0-W-1310 | data that is not one JSON object",
                "started; metrics: {vram_bytes: -1}; end             | M0-W-1310 | metrics needs a whole number vram_bytes of at least 0",
                "started; token: {t: a, wire: {stop-after: text+1}}; end | M0-W-1310 | data that is not one JSON object",
                "started; end: {stop_reason: EOS, stop_sequence_matched: x} | M0-W-1422 | stop_sequence_matched without stop_reason STOP_SEQUENCE",
                "started; tokens: 2049; end                          | M0-W-1422 | more than 2048 tokens, which no max_tokens allows",
                "started; error: VRAM_OM                             | M0-W-1500 | unknown error code \"VRAM_OM\"; did you mean \"VRAM_OOM\"?",
                "started; error: {code: VRAM_OOM, retriable: true}   | M0-W-1500 | retriable differs from the contract's for VRAM_OOM",
                "started; error: {code: VRAM_OOM, message: \"\"}     | M0-W-1312 | error needs a non-empty message",
            })
    void whatBreaksTheContractHasToBeDeclared(String steps, String requirement, String message) {
        List<String> undeclared = Errors.of(file("", steps)).problems().stream()
                .map(problem -> problem.message() + "|" + problem.hint())
                .toList();

        assertThat(undeclared).anyMatch(line -> line.startsWith(message + "|") && line.contains("violates: ["));
        assertThat(ScenarioYaml.parse("worker.yaml", file(declared(undeclared, requirement), steps))
                        .scenarios())
                .hasSize(1);
    }

    @Test
    void anUnknownRequirementIsAnError() {
        assertThat(Errors.lines(Errors.of(file("M0-W-131l", "started; end"))))
                .containsExactly("4:16 unknown requirement \"M0-W-131l\"; did you mean \"M0-W-1310\"?");
    }

    @Test
    void aDeclarationThatNothingNeedsIsAnError() {
        assertThat(Errors.lines(Errors.of(file("M0-W-1311", "started; end"))))
                .containsExactly("4:16 M0-W-1311 is declared, but nothing here breaks it");
    }

    @Test
    void anotherRequirementDoesNotDeclareIt() {
        assertThat(Errors.lines(Errors.of(file("M0-W-1824", "started; eof")))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"started; end; eof; wait: 5ms", "started; stall; end", "started; end; stall: before-headers"})
    void whatCannotBePlayedCannotBeDeclared(String steps) {
        assertThat(Errors.of(file("", steps)).problems())
                .anyMatch(problem -> problem.hint().isEmpty());
    }

    @Test
    void aStartedEventMayNameTheOneJobThatIsMatched() {
        Scenario scenario = Scenario.named("s").whenJobId("job-7").stream(
                Script.of(new Write.Started("job-7", null, null, null, WirePlan.NONE), Write.End.FROM_JOB));

        assertThat(ScriptValidator.check(scenario)).isEmpty();
    }

    @Test
    void javaIsToldTheSameAsFiles() {
        Scenario scenario = Scenario.named("s").stream(
                Script.builder().started().token("a").reset().build());

        assertThatThrownBy(() -> ScriptValidator.requireValid(scenario))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        scenario "s" breaks the contract:
                          step 3 reset: the stream ends here without a terminal event (end or error) \
                        (to break it on purpose: violates: [M0-W-1311])""");
    }

    private static String declared(List<String> undeclared, String requirement) {
        boolean alsoWithout = undeclared.stream().anyMatch(line -> line.contains("[M0-W-1311]"));
        boolean both = alsoWithout && !requirement.equals("M0-W-1311");
        return both ? requirement + ", M0-W-1311" : requirement;
    }

    private static String file(String violates, String steps) {
        return Errors.file(violates, steps.split("; "));
    }
}
