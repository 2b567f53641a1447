package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainTest {
    @Test
    void aTimeLineHasTimesBytesAndTheEnding() {
        assertThat(explained("""
                version: 1
                scenarios:
                  - name: s
                    when: { prompt: /haiku/, header: { x-case: a } }
                    calls: 1-2
                    violates: [M0-W-1311]
                    stream:
                      - comment: hi
                      - token: { t: "🙂", wire: { pieces: 1, gap: 2ms, stop-after: text+2 } }
                      - wait: 20ms
                      - reset
                """)).isEqualTo("""
                s
                  answers   jobs whose prompt matches /haiku/, and header x-case is "a", calls 1-2
                  violates  M0-W-1311
                  0.0 ms                          headers               200 text/event-stream
                  0.0 ms                          comment               6 bytes
                  0.0 ms                          token 0               27 of 39 bytes in 27 writes, 2ms apart
                  72.0 ms                         ending                RST after 33 bytes of stream
                """);
    }

    @Test
    void theDialectOfTheFileIsTold() {
        assertThat(explained("""
                        version: 1
                        worker: { dialect: as-built }
                        scenarios:
                          - name: failing
                            stream: [ { started: {} }, { token: a }, { metrics: {} }, { error: CUDA_ERROR } ]
                        """))
                .contains(
                        "token 0               38 bytes",
                        "all leaves now, in one burst; of a failed job its error alone")
                .doesNotContain("metrics");
    }

    @Test
    void tokensAreToldByTheirFirstAndLast() {
        assertThat(explained(Errors.file("", "started", "tokens: { count: 10, first: 40ms, every: 5ms }", "end")))
                .contains("  40.0 ms                         token 0 ")
                .contains("…                     8 more, 5ms apart\n")
                .contains("  85.0 ms                         token 9 ");
    }

    @Test
    void gapsBetweenPiecesMoveTheTimeLine() {
        assertThat(explained(Errors.file(
                        "", "started", "tokens: { count: 2, wire: { pieces: [3, 5, rest], gap: 30ms } }", "end")))
                .contains("  0.0 ms                          token 0               39 bytes in 3 writes, 30ms apart\n")
                .contains("  60.0 ms                         token 1               40 bytes in 3 writes, 30ms apart\n")
                .contains("  120.0 ms                        end ");
    }

    @Test
    void framesThatLeaveInOneWriteAreTold() {
        assertThat(explained(Errors.file("", "started", "token: { t: a, wire: { coalesce: 2 } }", "token: b", "end")))
                .contains("token 0               36 bytes, 2 frames a write\n")
                .contains("token 1               36 bytes\n");
    }

    @Test
    void whatFewerTokensDoIsTold() {
        assertThat(explained(Errors.file("", "started", "tokens: 10", "token: a", "end")))
                .contains(
                        "  max_tokens below 11                                   leaves tokens out, and end says MAX_TOKENS\n");
        assertThat(explained(Errors.file("M0-W-1311", "started", "tokens: 10", "cut")))
                .contains("  max_tokens below 10                                   changes nothing: "
                        + "the script is played as it is written\n");
    }

    @Test
    void randomWaitsAreToldAsMedianAndPercentile() {
        String text = explained(Errors.file("", "started", "wait: { p50: 10ms, p99: 40ms }", "end"));

        assertThat(text).containsPattern("(9|10)\\.\\d ms \\(p99 (3\\d|4\\d|5\\d)\\.\\d ms\\) +end");
        assertThat(explained(Errors.file("", "started", "wait: { p50: 10ms, p99: 40ms }", "end")))
                .isEqualTo(text);
    }

    @Test
    void afterAGateTimesCountFromItsOpening() {
        assertThat(explained(Errors.file("", "started", "wait: 7ms", "hold: go", "wait: 5ms", "end")))
                .contains("7.0 ms                          hold                  until the gate \"go\" opens")
                .contains("go opens + 5.0 ms               end");
    }

    @Test
    void stallsRepliesAndCancelsAreTold() {
        assertThat(explained(Errors.file("M0-W-1311", "stall: before-headers")))
                .contains("stall                 before the headers, without end")
                .contains("nothing more is sent after 0 bytes");
        assertThat(explained("version: 1\nscenarios: [{name: s, reply: {status: 503, after: 2s}}]"))
                .contains("2000.0 ms                       HTTP 503, the contract's body, no stream");
        assertThat(explained(Errors.file("", "started", "tokens: { generate: 5, every: 1ms }", "end")
                        + "    on-cancel: { after: 30ms, tokens: 2 }\n"))
                .contains("on cancel 202, then error CANCELLED after 30ms and at most 2 more tokens")
                .contains("the first of at most 5 generated");
    }

    @Test
    void everyShippedScenarioCanBeExplained() {
        for (String set : Scenarios.sets()) {
            String text = Explain.text(Scenarios.set(set));
            assertThat(text.lines().filter(line -> line.startsWith("  answers")))
                    .hasSameSizeAs(Scenarios.set(set).scenarios());
        }
    }

    @Test
    void manyTokensAreExplainedQuickly() {
        String file =
                Errors.file("M0-W-1422", "started", "tokens: { count: 100000, every: { p50: 1ms, p99: 2ms } }", "end");

        assertThat(explained(file)).contains("token 99999");
    }

    private static String explained(String file) {
        return Explain.text(ScenarioYaml.parse("worker.yaml", file));
    }
}
