package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void helpNamesEveryFlagWithItsDefaultAndEverySubcommand() {
        ProgramRun run = ProgramRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(Stream.of(Flag.values()).map(Flag::flag).toList());
        assertThat(run.out()).contains("default: 8080", "MOCK_WORKER_PORT", "check", "explain", "scenarios", "models");
    }

    @Test
    void helpGivesTheBoundsAndDefaultsThatHold() {
        String help = ProgramRun.of("--help").out().replaceAll("\\s+", " ");

        assertThat(help)
                .contains("greatest max_tokens, 1 to 1000000 (default: 2048)")
                .contains("in seconds, 1 to 86400 (default: 300)")
                .contains("such as 24GiB (default: 24GiB)")
                .contains("such as 20x (default: 1x)")
                .contains("count up, 1 to 64 (default: 1)")
                .contains("unsigned 64 bits (default: the scenario file's, or 42)")
                .contains("(default: mock:qwen2.5-0.5b-instruct)")
                .contains("standard output (default: json)");
    }

    @Test
    void subcommandsHaveHelpOfTheirOwn() {
        ProgramRun run = ProgramRun.of("check", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("mock-worker check", "FILE");
    }

    @Test
    void versionIsPrinted() {
        assertThat(ProgramRun.of("--version"))
                .isEqualTo(new ProgramRun(0, "mock-worker development" + System.lineSeparator(), ""));
    }

    @Test
    void modelsListsTheBuiltInCards() {
        assertThat(ProgramRun.of("models").out())
                .contains("mock:qwen2.5-0.5b-instruct", "mock:phi-3-mini", "mock:gpt-oss-20b", "MXFP4");
    }
}
