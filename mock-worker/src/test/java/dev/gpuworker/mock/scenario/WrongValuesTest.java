package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wait: 5                                   | 6:15 \"5\" is not a duration; write a unit: 5ms, 5s",
                "wait: 5 parsecs                           | 6:15 \"5 parsecs\" is not a duration; write a unit: 5ms, 2s, 1min",
                "wait: -5ms                                | 6:15 \"-5ms\" is not a duration; write a unit: 5ms, 2s, 1min",
                "wait: 25h                                 | 6:15 \"25h\" is longer than 24h",
                "wait: {p50: 5ms}                          | 6:15 a distribution needs the key \"p99\"",
                "wait: {p50: 9ms, p99: 5ms}                | 6:15 expected 0 < p50 <= p99 <= 24h, but p50 was PT0.009S and p99 was PT0.005S",
                "wait: [5ms]                               | 6:15 expected a duration such as 5ms, but this is a list",
                "hold: 5                                   | 6:15 expected text, but this is a number",
                "hold: \"  \"                              | 6:15 a gate needs a name",
                "token: {i: 0}                             | 6:16 token needs the key \"t\"",
                "token: {t: yes}                           | 6:20 expected text, but this is a boolean",
                "token: {t: x, i: -1}                      | 6:26 expected a whole number within 0 and 2147483647, but this is -1",
                "token: {t: x, i: 1.5}                     | 6:26 expected a whole number within 0 and 2147483647, but this is \"1.5\"",
                "token: {t: x, i: 0x1f}                    | 6:26 expected a whole number within 0 and 2147483647, but this is 0x1f",
                "token: {t: x, t: y}                       | 6:23 duplicate key \"t\" in token",
                "token: {t: x, repeat: 9000000}            | 6:31 expected a whole number within 1 and 8388608, but this is 9000000",
                "tokens: {}                                | 6:17 tokens needs one of text, count or generate",
                "tokens: {text: a, count: 1}               | 6:27 \"count\" beside \"text\" in tokens",
                "tokens: {count: 0}                        | 6:25 expected a whole number within 1 and 100000, but this is 0",
                "tokens: {text: \"\"}                      | 6:24 the text of tokens must not be empty",
                "metrics: {tokens_per_sec: fast}           | 6:35 expected a number, but this is \"fast\"",
                "metrics: {tokens_per_sec: .inf}           | 6:35 expected a number, but this is \".inf\"",
                "metrics: {tokens_per_sec: 1e999}          | 6:35 the number is too large",
                "error: {code: VRAM_OOM, retriable: maybe} | 6:44 expected true or false, but this is \"maybe\"",
                "raw: {hex: abc}                           | 6:20 not hexadecimal digits, two for each byte",
                "raw: {hex: \"zz\"}                        | 6:20 not hexadecimal digits, two for each byte",
                "raw: {base64: \"*\"}                      | 6:23 not base64",
                "raw: {text: \"\"}                         | 6:21 raw needs at least one byte",
                "comment: \"a\\nb\"                        | 6:18 a comment is one line; use raw for anything else",
                "cut: sideways                             | 6:14 unknown word \"sideways\"",
                "exit: 256                                 | 6:15 expected a whole number within 0 and 255, but this is 256",
                "stall: {for: 0ms}                         | 6:16 a stall must last longer than zero, but was PT0S",
                "stall: somewhere                          | 6:16 unknown word \"somewhere\"",
                "eof: {now: true}                          | 6:15 unknown key \"now\" in eof",
                "started: {seed: 18446744073709551616}     | 6:25 expected a whole number within 0 and 18446744073709551615, but this is 18446744073709551616",
                "started: {started_at: noon}               | 6:31 \"noon\" is not an instant in UTC",
                "token: {t: x, wire: {pieces: 0}}          | 6:38 expected a whole number within 1 and 67108864, but this is 0",
                "token: {t: x, wire: {pieces: [rest, 1]}}  | 6:39 \"rest\" must be the last piece",
                "token: {t: x, wire: {pieces: []}}         | 6:38 pieces needs 1 to 1000 places, but has 0",
                "token: {t: x, wire: {stop-after: -3}}     | 6:42 expected a number of bytes or a place, but this is \"-3\"",
                "token: {t: x, wire: {stop-after: middle}} | 6:42 expected a number of bytes or a place, but this is \"middle\"",
                "token: {t: x, wire: {newline: nl}}        | 6:39 unknown word \"nl\"",
                "token: {t: x, wire: {coalesce: 2, pieces: 1}} | 6:29 coalesce joins frames, so it cannot be combined with pieces or stop-after",
                "token: {t: x, wire: {gap: 11s}}           | 6:29 gap must be within 0 and 10s, but was PT11S",
                "[]                                        | 6:9 a step must be a verb with its keys, but this is a list",
                "pause: 5ms                                | 6:9 unknown verb \"pause\"",
            })
    void isToldAtItsPlace(String step, String expected) {
        assertThat(Errors.ofSteps("started: {}", step, "end: {}")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 2                      | 1:10 version 2 is not known",
                "version: one                    | 1:10 expected a whole number within 0 and 2147483647, but this is \"one\"",
                "seed: 18446744073709551616      | 1:7 expected a whole number within 0 and 18446744073709551615, but this is 18446744073709551616",
                "seed: 042                       | 1:7 expected a whole number within 0 and 18446744073709551615, but this is 042",
                "worker: {vram: 24}              | 1:16 \"24\" is not a size; write a number and a unit: 512MiB, 24GiB",
                "worker: {busy: wiat}            | 1:16 unknown word \"wiat\"",
                "worker: {queue: -1}             | 1:17 expected a whole number within 0 and 100000, but this is -1",
                "worker: fast                    | 1:9 worker must be a mapping, but this is \"fast\"",
                "scenarios: []                   | 1:12 scenarios must be a list with at least one scenario, but this is an empty list",
                "scenarios: {}                   | 1:12 scenarios must be a list with at least one scenario, but this is a mapping",
                "scenarios: [1]                  | 1:13 a scenario must be a mapping, but this is \"1\"",
                "scenarios: [{name: a}]          | 1:13 a scenario needs one of stream or reply",
                "scenarios: [{name: a b}]        | 1:20 \"a b\" is not a name",
                "scenarios: [{calls: 0-2}]       | 1:21 calls are counted from 1 and must not run backwards, but were 0-2",
                "scenarios: [{calls: often}]     | 1:21 expected calls such as 1, 1-2 or 3-, but this is \"often\"",
                "scenarios: [{stream: started}]  | 1:22 stream must be a list of steps, but this is \"started\"",
                "scenarios: [{when: {promt: x}}] | 1:21 unknown key \"promt\" in when",
                "scenarios: [{when: {header: {}}}] | 1:29 header must be a mapping with at least one key, but this is a mapping",
                "scenarios: [{when: {header: {a b: c}}}] | 1:30 \"a b\" is not the name of a header",
                "scenarios: [{when: {json: {a: 1}}}] | 1:28 \"a\" is not a JSON pointer",
                "scenarios: [{when: {json: {/a~2: 1}}}] | 1:28 \"/a~2\" is not a JSON pointer",
                "scenarios: [{when: {json: {/a~: 1}}}] | 1:28 \"/a~\" is not a JSON pointer",
                "scenarios: [{when: {prompt: /(/}}]  | 1:29 not a usable regular expression: missing closing ): (",
                "scenarios: [{reply: {status: 99}}]  | 1:30 expected a whole number within 200 and 599, but this is 99",
                "scenarios: [{reply: {status: 503, headers: {Content-Length: \"1\"}}}] | 1:45 the header \"Content-Length\" is written by the server itself",
                "scenarios: [{reply: {status: 503, headers: {x: \"a\\nb\"}}}] | 1:48 a header's value is printable ASCII, at most 4096 characters",
                "scenarios: [{on-cancel: {ignore: true, tokens: 1}}] | 1:25 a cancel that is ignored has neither after nor tokens",
            })
    void isToldOutsideOfStepsToo(String text, String expected) {
        assertThat(Errors.lines(Errors.of(text))).contains(expected);
    }
}
