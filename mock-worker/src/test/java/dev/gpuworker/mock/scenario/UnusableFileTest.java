package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsToldByName() {
        assertThat(failure(folder.resolve("none.yaml")).getMessage())
                .endsWith("none.yaml:1:1 no such file\n1 error. Nothing was started.");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(failure(folder).getMessage()).contains("is a folder");
    }

    @Test
    void aDeviceIsNoFile() {
        assertThat(failure(Path.of("/dev/zero")).getMessage()).contains("is not a regular file");
    }

    @Test
    void aBinaryFileIsToldAtItsFirstWrongByte() throws IOException {
        byte[] bytes = "version: 1\nab: \u0000\n".getBytes(UTF_8);

        assertThat(failure(write(bytes)).getMessage()).contains(":2:5 the control character U+0000");
    }

    @Test
    void bytesThatAreNotUtf8AreToldAtTheirPlace() throws IOException {
        byte[] bytes = "version: 1\nnäme: x\n".getBytes(ISO_8859_1);

        assertThat(failure(write(bytes)).getMessage()).contains(":2:2 byte 0xe4 at offset 12 is not UTF-8");
    }

    @Test
    void aCutCharacterAtTheEndIsNotUtf8() throws IOException {
        assertThat(failure(write(new byte[] {'a', (byte) 0xF0, (byte) 0x9F})).getMessage())
                .contains("is not UTF-8");
    }

    @Test
    void utf16IsNamed() throws IOException {
        assertThat(failure(write("version: 1".getBytes(UTF_16))).getMessage()).contains("is UTF-16");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        byte[] bytes = new byte[ScenarioYaml.FILE_BYTES_MAX + 1];
        Arrays.fill(bytes, (byte) 'x');

        assertThat(failure(write(bytes)).getMessage()).contains("is larger than 1024 KiB");
    }

    @Test
    void emptyFilesAreToldWhatToBeginWith() throws IOException {
        for (String text : new String[] {"", "\n\n", "# only a comment\n", "---\n"}) {
            assertThat(failure(write(text.getBytes(UTF_8))).getMessage())
                    .containsAnyOf("is empty", "must be a mapping");
        }
    }

    @Test
    void aByteOrderMarkIsNoError() throws IOException {
        Path file = write(("\uFEFF" + Errors.file("", "started", "end")).getBytes(UTF_8));

        assertThat(ScenarioYaml.read(file).scenarios()).hasSize(1);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("worker.yaml"), bytes);
    }

    private static ScenarioException failure(Path file) {
        ScenarioException failure = catchThrowableOfType(ScenarioException.class, () -> ScenarioYaml.read(file));
        assertThat(failure).as("reading %s", file).isNotNull();
        return failure;
    }
}
