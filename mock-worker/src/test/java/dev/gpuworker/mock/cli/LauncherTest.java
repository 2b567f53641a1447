package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's command line, captured by a {@code java} that only prints its arguments. */
@Timeout(20)
@Isolated("runs a program that it has just written")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
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

    /**
     * Java 17 takes a cache only for the path under which it was recorded, so the packed jar has one path everywhere.
     */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only the Linux archive has a runtime")
    void theRuntimePackedWithItWinsAndItsJarHasTheSamePathInEveryFolder() throws Exception {
        Files.createDirectories(beside("lib"));
        Files.createFile(beside("lib").resolve("mock-worker.jsa"));
        LauncherArguments.of(launcher, beside("jre"), "");

        List<String> arguments = LauncherArguments.of(launcher, folder.resolve("never used"), "");

        assertThat(arguments)
                .contains("/proc/self/fd/9/mock-worker.jar")
                .contains("-XX:SharedArchiveFile=" + beside("lib").resolve("mock-worker.jsa"));
        Files.createFile(beside("lib").resolve("mock-worker.aot"));
        assertThat(arguments(""))
                .contains(beside("lib").resolve("mock-worker.jar").toString());
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

    @Test
    void linksToItAreFollowedOneAfterAnother() throws Exception {
        Path links = Files.createDirectories(folder.resolve("bin of mine"));
        Files.createSymbolicLink(links.resolve("worker"), Path.of("../a folder/mock-worker"));
        Path second = Files.createSymbolicLink(links.resolve("w"), Path.of("worker"));

        assertThat(LauncherArguments.of(second, folder.resolve("jdk"), ""))
                .contains(beside("mock-worker.jar").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock-worker", "./mock-worker", "-/mock-worker"})
    void relativeCallsFindItWhateverCdpathSays(String call) throws Exception {
        Path dash = Files.createDirectories(folder.resolve("-"));
        Path here = Files.copy(launcher, (call.startsWith("-") ? dash : folder).resolve("mock-worker"));
        LauncherArguments.of(launcher, folder.resolve("jdk"), ""); // makes the java that only prints its arguments

        ProcessBuilder builder = new ProcessBuilder("sh", call.startsWith("-") ? "./" + call : call)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("CDPATH", folder.resolve("a folder") + ":" + folder);
        String printed = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed.lines())
                .contains(here.toRealPath().resolveSibling("mock-worker.jar").toString());
    }

    private Path beside(String name) throws IOException {
        return launcher.toRealPath().resolveSibling(name);
    }

    private List<String> arguments(String javaOpts, String... own) throws Exception {
        return LauncherArguments.of(launcher, folder.resolve("jdk"), javaOpts, own);
    }
}
