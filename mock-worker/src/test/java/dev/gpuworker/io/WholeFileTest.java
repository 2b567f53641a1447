package dev.gpuworker.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatWasThereIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "old and longer");

        WholeFile.write(file, "{\"t\":\"é \ud83d\"}");

        assertThat(file).content(UTF_8).isEqualTo("{\"t\":\"é ?\"}");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void theModeIsTheOneOfAnyOtherNewFile() throws IOException {
        Path file = folder.resolve("port");
        Path other = Files.createFile(folder.resolve("other"));

        WholeFile.write(file, "1");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void aLinkToAFileIsReplacedAndItsTargetIsLeftAlone() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), victim);

        WholeFile.write(link, "new");

        assertThat(victim).content().isEqualTo("mine");
        assertThat(link).isRegularFile().content().isEqualTo("new");
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void aLinkUnderAGuessedTemporaryNameIsNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve("report.html.part"), victim);

        WholeFile.write(folder.resolve("report.html"), "new");

        assertThat(victim).content().isEqualTo("mine");
    }

    @Test
    void aLinkToADeviceIsRefused() throws IOException {
        // Never the device itself: as root, a broken writer would replace it for the whole machine.
        Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));

        assertThatThrownBy(() -> WholeFile.write(link, "1"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(link + ": it exists and is not a regular file");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void aNamedPipeIsRefused() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> WholeFile.write(pipe, "1")).hasMessageEndingWith("is not a regular file");
        assertThat(names()).containsExactly("pipe");
    }

    @Test
    void aFolderAndAMissingFolderAreSaidInWords() {
        assertThatThrownBy(() -> WholeFile.write(folder, "1")).hasMessageEndingWith("it is a folder");
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/port"), "1"))
                .hasMessageEndingWith("its folder does not exist");
    }

    @Test
    void aWriteThatFailsHalfWayLeavesWhatWasThereAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "old");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .hasMessageEndingWith("report.json: No space left on device");
        assertThat(file).content().isEqualTo("old");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void whatAKillWouldLeaveSaysThatItIsAPart() throws IOException {
        WholeFile.write(folder.resolve("ü".repeat(120)), out -> {
            assertThat(names()).singleElement().asString().startsWith(".ü").endsWith(".part");
            out.write('1');
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
