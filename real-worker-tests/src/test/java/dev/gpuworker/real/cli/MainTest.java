package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the command line without a CUDA device. */
class MainTest {
    @TempDir
    Path folder;

    @Test
    void withoutArgumentsItTellsItsCommandsAndExitCodes() {
        var run = CommandLineRun.of();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("probe", "soak", "no verdict: the worker or the device was not reached");
    }

    @Test
    void unknownCommandsAndOptionsAreWrongUsage() {
        assertThat(CommandLineRun.of("prove").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("prove").err()).contains("probe");
        assertThat(CommandLineRun.of("probe", "--gpu-device", "first").exitCode())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("soak").err()).contains("--worker", "--model");
    }

    @ParameterizedTest
    @CsvSource({
        "soak, --requests, 0, 1 to 10000000",
        "soak, --max-tokens, 2049, 1 to 2048",
        "soak, --gpu-device, -1, 0 to 1023",
        "probe, --gpu-device, -1, 0 to 1023",
        "record, --gpu-device, 1024, 0 to 1023",
        "verify, --ready-within, 0ms, 1ms to 24h",
        "verify, --timeout, 0ms, 1ms to 1h",
        "verify, --timeout, 61min, 1ms to 1h",
        "verify, --seed, -1, 0 to 9007199254740991"
    })
    void numbersOutOfRangeAreWrongUsageBeforeAnythingStarts(String command, String option, String value, String range) {
        Path report = folder.resolve("report");

        var run = command.equals("probe")
                ? CommandLineRun.of(command, option, value)
                : CommandLineRun.of(
                        command,
                        "--worker",
                        "/bin/sh",
                        "--model",
                        "mock:m",
                        option,
                        value,
                        "--report-dir",
                        "" + report);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo(option + " must be from " + range + ", but was " + value);
        assertThat(report).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeout", "--ready-within", "--total-timeout"})
    void aDurationWithoutItsUnitIsRefusedWithAHint(String option) {
        var run = CommandLineRun.of("verify", "--worker", "/bin/sh", "--model", "mock:m", option, "10");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option, "\"10\" is not a duration; write a unit: 10ms, 10s");
    }

    @Test
    void aValueThatBeginsWithAnAtSignIsNoFile() throws Exception {
        Files.writeString(folder.resolve("team"), "hello");
        Path seen = folder.resolve("seen");
        Path worker =
                Files.writeString(folder.resolve("echo"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + seen + "'\nexit 1\n");
        assertThat(worker.toFile().setExecutable(true)).isTrue();

        CommandLineRun.of(
                "record",
                "--worker",
                worker.toString(),
                "--model",
                "mock:m",
                "--worker-arg",
                "@" + folder.resolve("team"),
                "--report-dir",
                "" + folder.resolve("out"));

        assertThat(seen).content().endsWith("\n@" + folder.resolve("team") + "\n");
    }

    @Test
    void anArgumentOfTheWorkerMayBeNamedLikeAnOptionOfOurs() throws Exception {
        Path seen = folder.resolve("seen");
        Path worker =
                Files.writeString(folder.resolve("echo"), "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + seen + "'\nexit 1\n");
        assertThat(worker.toFile().setExecutable(true)).isTrue();

        CommandLineRun.of(
                "record",
                "--worker",
                worker.toString(),
                "--model",
                "mock:m",
                "--worker-arg",
                "--gpu-device",
                "--worker-arg=--dialect",
                "--worker-arg",
                "as-built",
                "--report-dir",
                "" + folder.resolve("out"));
        var withoutOne = CommandLineRun.of("record", "--worker", "/bin/true", "--model", "mock:m", "--worker-arg");

        assertThat(seen).content().endsWith("\n--gpu-device\n--dialect\nas-built\n");
        assertThat(withoutOne.exitCode()).isEqualTo(2);
        assertThat(withoutOne.err()).startsWith("Missing required parameter for option '--worker-arg'");
    }

    @Test
    void programThatIsNotThereCannotBeStarted() {
        var run =
                CommandLineRun.of("soak", "--worker", folder.resolve("missing").toString(), "--model", "mock:m");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("missing").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soak", "verify", "record"})
    void modelThatIsNotThereIsWrongUsageBeforeAnythingStarts(String command) {
        Path report = folder.resolve("report");
        Path model = folder.resolve("no ü 模型.gguf");

        var run = CommandLineRun.of(
                command, "--worker", "/bin/sh", "--model", model.toString(), "--report-dir", report.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("the model " + model + " does not exist\nsee docs/real-worker.md#settings\n");
        assertThat(report).doesNotExist();
    }

    @Test
    void workerThatPrintsBinaryRubbishIsToldInOneScreenOfPrintableText() throws Exception {
        Path rubbish = Files.writeString(
                folder.resolve("rubbish"), "#!/bin/sh\nhead -c 300000 /dev/urandom\nprintf '\\033[2J\\007'\nexit 1\n");
        assertThat(rubbish.toFile().setExecutable(true)).isTrue();

        var run = CommandLineRun.of(
                "verify",
                "--no-cuda",
                "--worker",
                rubbish.toString(),
                "--model",
                "mock:m",
                "--report-dir",
                "" + folder);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("worker exited with code 1", "#worker-exited")
                .doesNotContain("\tat ")
                .hasSizeLessThan(20_000);
        assertThat(run.err().chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
    }

    @Test
    void logThatCannotBeWrittenMeansThatNoWorkerWasStarted() throws Exception {
        Files.createFile(folder.resolve("processes"));

        var run = CommandLineRun.of(
                "verify", "--no-cuda", "--worker", "/bin/sh", "--model", "mock:m", "--report-dir", folder.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("cannot start /bin/sh ", "#cannot-start").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soak", "verify", "record"})
    void reportFolderThatIsAFileIsWrongUsage(String command) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        var run =
                CommandLineRun.of(command, "--worker", "/bin/sh", "--model", "mock:m", "--report-dir", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--report-dir " + file + " can't be written");
    }
}
