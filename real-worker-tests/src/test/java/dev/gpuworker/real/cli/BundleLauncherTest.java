package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the bundle finds its own Java and jar from wherever and however it is called. */
class BundleLauncherTest {
    private static final Path LAUNCHER = Path.of("src/bundle/real-worker");

    @TempDir
    private Path folder;

    private Path bundle = Path.of("unset");

    @BeforeEach
    void unpack() throws IOException {
        bundle = folder.toRealPath().resolve("a bundle");
        Path java = bundle.resolve("jre/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.copy(LAUNCHER, bundle.resolve("real-worker"));
    }

    @Test
    void linksToItAreFollowedOneAfterAnother() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin of mine"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../a bundle/real-worker"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("first"));

        assertThat(run("'bin of mine/second' verify '@a b'")).contains(jar() + "\nverify\n@a b\n");
    }

    @Test
    void aCallByItsNameOnPathFindsIt() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("rw"), bundle.resolve("real-worker"));

        assertThat(run("PATH=\"$PWD/bin:$PATH\"; rw probe")).contains(jar() + "\nprobe\n");
    }

    @Test
    void cdpathLeadsNowhereElse() throws Exception {
        Files.createDirectories(folder.resolve("elsewhere/a bundle"));

        assertThat(run("CDPATH=$PWD/elsewhere; export CDPATH; 'a bundle/real-worker' probe"))
                .contains(jar() + "\nprobe\n");
    }

    private String jar() {
        return bundle.resolve("lib/real-worker.jar").toString();
    }

    private String run(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(printed).isZero();
        return printed;
    }
}
