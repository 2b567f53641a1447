package dev.gpuworker.io;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    private static final int MAX = 1024;

    @TempDir
    private Path folder;

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertThat(TextFiles.read(file("\ufeffW-301 größe\n".getBytes(UTF_8)), MAX))
                .isEqualTo("W-301 größe\n");
        assertThat(TextFiles.read(file("W-301\n".getBytes(UTF_8)), MAX)).isEqualTo("W-301\n");
        assertThat(TextFiles.read(file(new byte[0]), MAX)).isEmpty();
    }

    @Test
    void utf16IsNamedWithAndWithoutItsMark() throws IOException {
        for (var charset : new Charset[] {UTF_16LE, UTF_16BE}) {
            Path marked = file("\ufeffW-301".getBytes(charset));
            assertThatThrownBy(() -> TextFiles.read(marked, MAX)).hasMessage(marked + ": is UTF-16; save it as UTF-8");
            Path plain = file("W-301".getBytes(charset));
            assertThatThrownBy(() -> TextFiles.read(plain, MAX)).hasMessageContaining("is UTF-16");
        }
    }

    @Test
    void whatIsNotUtf8IsFoundAtItsLine() throws IOException {
        Path file = file(new byte[] {'a', '\n', 'b', (byte) 0xE4, '\n'});

        assertThatThrownBy(() -> TextFiles.read(file, MAX))
                .hasMessage(file + ":2: byte 0xe4 at offset 3 is not UTF-8; save it as UTF-8");
    }

    @Test
    void aFileThatIsTooLargeIsAnErrorAndNeverCut() throws IOException {
        assertThat(TextFiles.read(file(new byte[MAX]), MAX)).hasSize(MAX);
        Path file = file(new byte[MAX + 1]);
        assertThatThrownBy(() -> TextFiles.read(file, MAX)).hasMessage(file + ": is larger than 1 KiB");
        assertThatThrownBy(() -> TextFiles.read(Path.of("/dev/zero"), MAX)).hasMessageContaining("is larger than");
    }

    @Test
    void aFolderAndAMissingFileAreSaidInWords() {
        assertThatThrownBy(() -> TextFiles.read(folder, MAX)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> TextFiles.read(folder.resolve("x"), MAX)).hasMessageEndingWith("x: no such file");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "text", ""), bytes);
    }
}
