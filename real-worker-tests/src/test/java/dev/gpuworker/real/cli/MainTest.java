package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line where there is no CUDA device. */
class MainTest {
    @TempDir
    Path folder;

    @Test
    void withoutArgumentsItTellsItsCommandsAndExitCodes() {
        var run = CommandLineRun.of();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("probe", "soak", "the worker could not be started or reached");
    }

    @Test
    void unknownCommandsAndOptionsAreWrongUsage() {
        assertThat(CommandLineRun.of("prove").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("prove").err()).contains("probe");
        assertThat(CommandLineRun.of("probe", "--gpu-device", "first").exitCode())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("soak").err()).contains("--worker", "--model");
    }

    @Test
    void numbersOutOfRangeAreWrongUsage() {
        var run = CommandLineRun.of("soak", "--worker", "/bin/true", "--model", "m", "--requests", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("requestsMax must be from 1 to 10000000, but was 0");
    }

    @Test
    void programThatIsNotThereCannotBeStarted() {
        var run =
                CommandLineRun.of("soak", "--worker", folder.resolve("missing").toString(), "--model", "m");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("missing").doesNotContain("\tat ");
    }

    @Test
    void reportFolderThatIsAFileIsWrongUsage() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        var run = CommandLineRun.of("soak", "--worker", "/bin/sh", "--model", "m", "--report-dir", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--report-dir " + file + " can't be written");
    }
}
