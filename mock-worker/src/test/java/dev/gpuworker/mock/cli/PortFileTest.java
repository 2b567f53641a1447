package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesWhatWasThereAndLeavesNothingBeside() throws Exception {
        Path file = Files.writeString(folder.resolve("ports"), "old");

        PortFile.write(file, List.of(4001, 4002));

        assertThat(file).hasContent("4001\n4002\n");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aFolderThatDoesNotExistIsTold() {
        assertThatThrownBy(() -> PortFile.write(folder.resolve("no/ports"), List.of(1)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("--port-file")
                .hasMessageEndingWith("its folder does not exist");
    }

    @Test
    void aFolderInItsPlaceIsToldInPlainWords() {
        assertThatThrownBy(() -> PortFile.write(folder, List.of(1)))
                .hasMessage("--port-file " + folder + " cannot be written: it is a folder");
    }
}
