package dev.gpuworker.real.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void halfASurrogatePairThatAWorkerSentIsWrittenAsAQuestionMark() throws IOException {
        WholeFile.write(folder.resolve("report.json"), "{\"t\":\"é \ud83d\"}");

        assertThat(Files.readString(folder.resolve("report.json"))).isEqualTo("{\"t\":\"é ?\"}");
        assertThat(folder).isDirectoryContaining(file -> true).isDirectoryNotContaining("glob:**.tmp");
    }
}
