package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongCommandLineTest {
    @Test
    void anUnknownFlagIsToldWithTheOneThatWasMeant() {
        ProgramRun run = ProgramRun.of("--prot", "8080");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        mock-worker: unknown flag "--prot"; did you mean "--port"?
                        mock-worker: see mock-worker --help
                        Nothing was started.
                        """);
    }

    @Test
    void anUnknownFlagIsNoValueOfTheFlagBeforeIt() {
        assertThat(ProgramRun.of("--watch", "--prot", "8080").err())
                .startsWith("mock-worker: unknown flag \"--prot\"; did you mean \"--port\"?");
        assertThat(ProgramRun.of("--gpu-device", "-1").err())
                .startsWith("mock-worker: --gpu-device must be a whole number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port                  | abc        | --port must be a whole number from 0 to 65535, but was "abc"
            --port                  | 70000      | --port must be a whole number from 0 to 65535, but was "70000"
            --port                  | 80         | --port must be 0 for a free port, or 1024 to 65535, but was "80"
            --gpu-device            | -1         | --gpu-device must be a whole number from 0
            --max-tokens-out        | 0          | --max-tokens-out must be a whole number from 1 to 1000000
            --inference-timeout-sec | 1.5        | --inference-timeout-sec must be a whole number from 1
            --kv-cache-size-mb      | 0          | --kv-cache-size-mb must be a whole number from 1
            --callback-url          | ftp://x    | --callback-url must be a URL that begins with http:// or https://
            --callback-url          | http://a b | --callback-url must be a URL (Illegal character
            --dialect               | asbuilt    | --dialect must be as-built or contract, but was "asbuilt"
            --callback-url          | http://a:65536 | --callback-url must have a port of 1 to 65535, but was "http://a:65536"
            --port-file             | ''         | --port-file must not be empty
            --seed                  | -5         | --seed must be a whole number from 0 to 18446744073709551615, but was "-5"
            --seed                  | 18446744073709551616 | --seed must be a whole number from 0 to 18446744073709551615, but was "18446744073709551616"
            --vram                  | 24         | --vram "24" is not a size; write a number and a unit
            --busy                  | maybe      | --busy must be reject or wait, but was "maybe"
            --speed                 | fast       | --speed must be a factor above 0, such as 20x or 0.5x, but was "fast"
            --speed                 | 0x         | --speed must be a factor above 0
            --watch                 | perhaps    | --watch must be false or true, but was "perhaps"
            --instances             | 0          | --instances must be a whole number from 1 to 64
            --log-format            | xml        | --log-format must be json or text, but was "xml"
            --control-port          | 1          | --control-port must be 0 for a free port, or 1024 to 65535
            """)
    void aWrongValueIsToldWithWhatWasExpected(String flag, String value, String told) {
        ProgramRun run = ProgramRun.of(flag + "=" + value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(told).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.err()).containsOnlyOnce('"' + value + '"');
    }

    @Test
    void allWrongValuesAreToldAtOnceAndNameTheirSource() {
        ProgramRun run = ProgramRun.of(Map.of("MOCK_WORKER_PORT", "x", "MOCK_WORKER_SEED", "y"), "--busy", "z");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "MOCK_WORKER_PORT must be a whole number", "MOCK_WORKER_SEED", "--busy must be reject or wait");
    }

    @Test
    void aFlagWithoutItsValueAndAFlagGivenTwiceAreTold() {
        assertThat(ProgramRun.of("--port"))
                .returns(2, ProgramRun::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("missing required parameter for option '--port'"));
        assertThat(ProgramRun.of("--port", "0", "--port", "0"))
                .returns(2, ProgramRun::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("'--port'", "only once"));
    }

    @Test
    void asBuiltTheCallbackIsRequired() {
        assertThat(ProgramRun.of("--dialect", "as-built", "--port", "0"))
                .returns(2, ProgramRun::exitCode)
                .satisfies(run -> assertThat(run.err())
                        .contains("as built, --callback-url is required; http://localhost:9999/ is never called"));
    }

    @Test
    void aPortThatLeavesNoRoomForTheInstancesIsTold() {
        ProgramRun run = ProgramRun.of("--port", "65530", "--instances", "8");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--port 65530 leaves no room for 8 instances below 65536");
    }

    @Test
    void aControlPortAmongThePortsOfTheInstancesIsTold() {
        ProgramRun run = ProgramRun.of("--port", "4100", "--instances", "8", "--control-port", "4107");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--control-port 4107 takes a port that --port 4100 needs for 8 instances; leave 8 between them");
    }

    @Test
    void checkWithoutAFileIsAWrongCommandLine() {
        assertThat(ProgramRun.of("check").exitCode()).isEqualTo(2);
        assertThat(ProgramRun.of("chek", "x.yaml"))
                .returns(2, ProgramRun::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("unknown argument \"chek\"; did you mean \"check\"?"));
    }
}
