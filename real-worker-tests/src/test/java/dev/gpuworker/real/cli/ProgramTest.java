package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.process.TestWorkers;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the program in a separate JVM, with its own streams, heap and locale. */
class ProgramTest {
    @TempDir
    private Path folder;

    @Test
    void outputThatIsLostIsToldAndIsNotGreen() throws Exception {
        assertThat(run(Path.of("/dev/full"), "C.UTF-8", "--version")).isEqualTo(3);
        assertThat(errors()).isEqualTo("real-worker: the output is incomplete: No space left on device\n");
    }

    @Test
    void aPathThatTheLocaleCannotNameIsToldWithTheRemedy() throws Exception {
        int code =
                run(folder.resolve("out"), "C", "record", "--url", "http://127.0.0.1:1", "--report-dir", "dir-\u00fc");

        if (System.getProperty("sun.jnu.encoding", "").equals("UTF-8")
                && Runtime.version().feature() < 18) {
            assertThat(code).isEqualTo(2);
            assertThat(errors()).contains("set LC_ALL=C.UTF-8").doesNotContain("InvalidPathException");
        } else {
            assertThat(errors()).doesNotContain("InvalidPathException");
        }
    }

    @Test
    void verifyRunsWithTheHeapOfASmallContainerAndAsksNoProxy() throws Exception {
        Path worker = TestWorkers.mockBinary(folder);
        Path report = folder.resolve("report");

        int code = run(
                folder.resolve("out"),
                "C.UTF-8",
                "verify",
                "--no-cuda",
                "--worker",
                worker.toString(),
                "--model",
                "mock:qwen2.5-0.5b-instruct",
                "--rules",
                "W-1*",
                "--report-dir",
                report.toString());

        assertThat(code).as(errors()).isZero();
        assertThat(errors()).doesNotContain("OutOfMemory", "\tat ");
        assertThat(report.resolve("report.html")).exists();
    }

    private String errors() throws Exception {
        return Files.readString(folder.resolve("err"));
    }

    private int run(Path out, String locale, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Nobody listens there, so a request through the proxy would find no worker.
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=9",
                "-cp",
                TestWorkers.classPath(),
                Main.class.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(folder.resolve("err").toFile()));
        builder.environment().put("LC_ALL", locale);
        Process program = builder.start();
        assertThat(program.waitFor(9, TimeUnit.MINUTES)).isTrue();
        return program.exitValue();
    }
}
