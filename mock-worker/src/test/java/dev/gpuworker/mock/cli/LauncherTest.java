package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's command line, as a {@code java} sees it that only tells its arguments. */
@Timeout(20)
class LauncherTest {
    @TempDir
    Path folder;

    private Path launcher;

    @BeforeEach
    void copyLauncher() throws IOException {
        Path own = Files.createDirectories(folder.resolve("a folder"));
        launcher = Files.copy(Path.of("src/main/launcher/mock-worker"), own.resolve("mock-worker"));
    }

    @Test
    void takesTheArchiveBesideItWhereThereIsNoCache() throws Exception {
        assertThat(arguments(""))
                .contains("-XX:SharedArchiveFile=" + beside("mock-worker.jsa"))
                .noneMatch(argument -> argument.startsWith("-XX:AOTCache"));
    }

    @Test
    void takesTheCacheBesideItWhereItIs() throws Exception {
        Files.createFile(beside("mock-worker.aot"));

        assertThat(arguments(""))
                .contains("-XX:AOTCache=" + beside("mock-worker.aot"))
                .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void javaOptsComeLastAndTheArgumentsStayWhole() throws Exception {
        List<String> arguments = arguments("-Xmx2g -Da=b", "--scenario", "my worker.yaml");

        assertThat(arguments.subList(arguments.size() - 6, arguments.size()))
                .containsExactly(
                        "-Xmx2g",
                        "-Da=b",
                        "-jar",
                        beside("mock-worker.jar").toString(),
                        "--scenario",
                        "my worker.yaml");
        assertThat(arguments.subList(0, arguments.size() - 6)).contains("-Xms16m", "-Xmx448m", "-XX:+UseSerialGC");
    }

    private Path beside(String name) throws IOException {
        return launcher.toRealPath().resolveSibling(name);
    }

    private List<String> arguments(String javaOpts, String... own) throws Exception {
        return LauncherArguments.of(launcher, folder.resolve("jdk"), javaOpts, own);
    }
}
