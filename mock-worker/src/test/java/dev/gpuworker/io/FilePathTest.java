package dev.gpuworker.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePathTest {
    @TempDir
    private Path folder;

    @Test
    void aTextWithoutOddCharactersIsAPath() {
        assertThat(FilePath.of("a b/c")).isEqualTo(Path.of("a b/c"));
        assertThatThrownBy(() -> FilePath.of("a\0b")).hasMessage("is not a path: it contains a NUL character");
        assertThatThrownBy(() -> FilePath.of("")).hasMessage("is not a path: it is empty");
    }

    @Test
    void aNameThatTheLocaleDoesNotKnowComesWithTheRemedy() throws Exception {
        assertThat(underC(folder, "sc\u00e9n.yaml"))
                .isEqualTo("is not a path in this JVM's locale (ANSI_X3.4-1968): set LC_ALL=C.UTF-8");
    }

    @Test
    void aWorkingFolderThatTheLocaleDoesNotKnowComesWithTheRemedy() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("dir with \u00fc"));
        Files.createFile(odd.resolve("scen.yaml"));

        assertThat(underC(odd, "scen.yaml"))
                .startsWith("is a path in a working folder whose name cannot be read")
                .endsWith("set LC_ALL=C.UTF-8");
    }

    private static String underC(Path workingFolder, String text) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), FilePathMain.class.getName(), text)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
