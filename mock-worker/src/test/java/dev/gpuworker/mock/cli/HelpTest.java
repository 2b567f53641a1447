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
    void subcommandsHaveHelpOfTheirOwn() {
        ProgramRun run = ProgramRun.of("check", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("mock-worker check", "FILE");
    }

    @Test
    void versionIsTold() {
        assertThat(ProgramRun.of("--version"))
                .isEqualTo(new ProgramRun(0, "mock-worker development" + System.lineSeparator(), ""));
    }

    @Test
    void modelsListsTheBuiltInCards() {
        assertThat(ProgramRun.of("models").out())
                .contains("mock:qwen2.5-0.5b-instruct", "mock:phi-3-mini", "mock:gpt-oss-20b", "MXFP4");
    }
}
