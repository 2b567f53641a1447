package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and the launcher, as {@code package} left them. */
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "mock-worker.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("target", "mock-worker").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    @Test
    void theJarIsWholeInItselfAndHasNoTestLibrary() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Main.class.getName());
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("dev/gpuworker/mock/cli/Main.class", "picocli/CommandLine.class")
                    .noneMatch(name -> name.startsWith("org/junit/"))
                    .noneMatch(name -> name.startsWith("dev/gpuworker/mock/junit/"));
        }
    }

    @Test
    void theJarServesAJobToItself() throws Exception {
        Run run = run(JAVA, "-jar", JAR.toString(), "warm-up");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("\"event\":\"ready\"", "\"event\":\"execute_end\"", "\"event\":\"shutdown\"");
    }

    @Test
    void theLauncherDoesTheSameAndPassesFlagsAndExitCodesOn() throws Exception {
        assertThat(run(LAUNCHER.toString(), "warm-up").exitCode()).isZero();
        assertThat(run(LAUNCHER.toString(), "--model", "/no/such file.gguf"))
                .returns(1, Run::exitCode)
                .satisfies(run -> assertThat(run.output()).contains("no such file: /no/such file.gguf"));
        assertThat(run(LAUNCHER.toString(), "--prot").exitCode()).isEqualTo(2);
    }

    private Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(WorkerRun.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> String.join(" ", command) + " ends")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private record Run(int exitCode, String output) {}
}
