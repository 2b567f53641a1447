package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.conformance.testing.CannedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a run while it waits for a worker that does not answer. */
class InterruptedRunTest {
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    @Test
    void endsAtOnceWithoutAReportOrAStackTrace() throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        try (CannedServer worker = CannedServer.silent()) {
            Process run = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "verify",
                            "--no-pact",
                            "--url",
                            worker.url().toString(),
                            "--report-dir",
                            folder.resolve("report").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> Files.readString(told).contains("[1/"));
                run.destroy();

                assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(run.exitValue()).isEqualTo(SIGTERM);
            } finally {
                run.destroyForcibly();
            }
        }
        assertThat(Files.readString(told)).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(folder.resolve("report")).isDirectoryNotContaining(Files::isRegularFile);
    }
}
