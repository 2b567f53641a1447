package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own, with a small heap or without a place for its output. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "writes to /dev/full")
class LostOutputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "explain W-101", "help", "--version", "verify --help"})
    void outputThatIsLostIsSaidAndIsNoSuccess(String command) throws Exception {
        Path err = folder.resolve("err");

        int code = JarProcess.run(Path.of("/dev/full"), err, List.of(), command.split(" ", -1));

        assertThat(code).isEqualTo(3);
        assertThat(Files.readString(err))
                .contains("worker-contracts: the output is incomplete")
                .doesNotContain("\tat ");
    }

    @Test
    void verdictIsStillToldOnAFullDisk() throws Exception {
        Path err = folder.resolve("err");
        try (var worker = ReferenceWorker.start(new Behaviour())) {
            int code = JarProcess.run(
                    Path.of("/dev/full"),
                    err,
                    List.of(),
                    "verify",
                    "--url",
                    worker.url().toString(),
                    "--no-pact",
                    "--rules",
                    "W-301");

            assertThat(code).isEqualTo(3);
        }
        assertThat(Files.readString(err))
                .contains("GREEN: 1 passed")
                .contains("the output is incomplete: No space left on device");
    }

    @Test
    void endlessRunFileIsRefusedAndNotRead() throws Exception {
        Files.createSymbolicLink(folder.resolve("run.json"), Path.of("/dev/zero"));
        Path err = folder.resolve("err");

        int code = JarProcess.run(folder.resolve("out"), err, List.of("-Xmx256m"), "judge", folder.toString());

        assertThat(code).isEqualTo(2);
        assertThat(Files.readString(err))
                .contains("run.json: is larger than 1 MiB")
                .doesNotContain("\tat ");
    }

    @Test
    void endlessTraceIsRefusedAndNotRead() throws Exception {
        Files.writeString(
                folder.resolve("run.json"), "{\"url\":\"http://a:1\",\"started_at\":\"2026-11-30T00:00:00Z\"}");
        Files.createSymbolicLink(folder.resolve("health.ndjson"), Path.of("/dev/zero"));
        Path err = folder.resolve("err");

        int code = JarProcess.run(folder.resolve("out"), err, List.of("-Xmx256m"), "judge", folder.toString());

        assertThat(code).isEqualTo(2);
        assertThat(Files.readString(err))
                .contains("is not a trace: a line has more than")
                .doesNotContain("\tat ");
    }

    @Test
    void commandThatDoesNotEndIsEndedAtItsTotalTime() throws Exception {
        Process fifo = new ProcessBuilder("mkfifo", folder.resolve("known").toString()).start();
        assertThat(fifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Path err = folder.resolve("err");

        int code = JarProcess.run(
                folder.resolve("out"),
                err,
                List.of(),
                "judge",
                folder.toString(),
                "--known-deviations",
                folder.resolve("known").toString(),
                "--total-timeout",
                "1s");

        assertThat(code).isEqualTo(3);
        assertThat(Files.readString(err)).contains("not ended within --total-timeout 1s");
    }

    @Test
    void pathOutsideOfTheLocaleGetsTheRemedy() throws IOException, InterruptedException {
        Path err = folder.resolve("err");

        int code = JarProcess.runInLocale("C", folder.resolve("out"), err, List.of(), "judge", "größe");

        assertThat(code).isEqualTo(2);
        String text = Files.readString(err);
        assertThat(text)
                .contains("set LC_ALL=C.UTF-8")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }
}
