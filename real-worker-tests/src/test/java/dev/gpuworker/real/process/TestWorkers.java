package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Workers for tests: scripts, and a C program that misbehaves on request and is compiled once. */
public final class TestWorkers {
    private static final Path SOURCE = Path.of("src/test/native/misbehaving_worker.c");
    private static final Path FOLDER = Path.of("target/test-native");

    /** The path of the C program, for annotations. */
    public static final String PATH = "target/test-native/misbehaving-worker";

    private TestWorkers() {}

    /** Returns the C program at {@value #PATH}. */
    public static WorkerBinary misbehavingBinary() {
        return Compiled.BINARY;
    }

    /**
     * Returns the class path of the tests: Surefire's own {@code java.class.path} is a jar that only names the real
     * one.
     */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Writes a program that starts the mock with its own command line, like a foreign binary. */
    public static Path mockBinary(Path folder) throws IOException {
        return script(
                folder.resolve("worker-orcd"),
                "#!/bin/sh",
                "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.gpuworker.mock.cli.Main \"$@\""
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "java"), classPath()));
    }

    /** Returns settings for a worker that does what the words say and records its processes in the ledger. */
    public static WorkerConfigBuilder misbehaving(Ledger ledger, String words) {
        return WorkerConfig.builder(misbehavingBinary(), "mock:tiny")
                .environment("MISBEHAVE", words)
                .environment("LEDGER", ledger.file().toString())
                .readyWithin(Duration.ofSeconds(20))
                .grace(Duration.ofMillis(200));
    }

    /** Writes an executable script; the text includes its first line. */
    static Path script(Path file, String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Returns settings for a script of these lines, run by sh. */
    public static WorkerConfigBuilder scripted(Path folder, String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        all[0] = "#!/bin/sh";
        System.arraycopy(lines, 0, all, 1, lines.length);
        Path file = script(folder.resolve("worker.sh"), all);
        return WorkerConfig.builder(new WorkerBinary(file), "mock:tiny")
                .readyWithin(Duration.ofSeconds(20))
                .grace(Duration.ofMillis(200));
    }

    private static final class Compiled {
        private static final WorkerBinary BINARY = compile();

        private static WorkerBinary compile() {
            try {
                Files.createDirectories(FOLDER);
                Path fresh = Files.createTempFile(FOLDER, "misbehaving-worker", "");
                Process gcc = new ProcessBuilder(
                                "gcc",
                                "-O1",
                                "-Wall",
                                "-Wextra",
                                "-Werror",
                                "-o",
                                fresh.toString(),
                                SOURCE.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(WorkerProcess.NOTHING))
                        .start();
                String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(gcc.waitFor()).as("gcc %s: %s", SOURCE, output).isZero();
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                Path binary = Path.of(PATH);
                Files.move(fresh, binary, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new WorkerBinary(binary);
            } catch (IOException e) {
                throw new UncheckedIOException("these tests need gcc", e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while gcc ran", e);
            }
        }
    }
}
