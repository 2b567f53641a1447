package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerLogTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenSinceASizeIsCutOut() throws IOException {
        Path file = Files.writeString(folder.resolve("worker.log"), "first\nsecond\n");
        WorkerLog log = WorkerLog.at(file);
        long from = log.sizeBytes();

        Files.writeString(file, "third\nfourth\n", StandardOpenOption.APPEND);

        assertThat(log.linesFrom(from, 10)).containsExactly("third", "fourth");
        assertThat(log.linesFrom(from, 1)).containsExactly("fourth");
        assertThat(log.linesFrom(log.sizeBytes(), 10)).isEmpty();
        assertThat(log.lastLines(3)).containsExactly("second", "third", "fourth");
    }

    @Test
    void aLogThatWasCutMeanwhileGivesItsTail() throws IOException {
        Path file = Files.writeString(folder.resolve("worker.log"), "only this is left\n");

        assertThat(WorkerLog.at(file).linesFrom(1_000_000, 10)).containsExactly("only this is left");
    }

    @Test
    void aLogTellsOfOneProcessAlone() throws IOException {
        Files.writeString(folder.resolve("worker.log"), "what an earlier worker wrote\n");
        Ledger ledger = Ledger.in(folder);

        try (ReadyWorker worker =
                ReadyWorker.start(TestWorkers.misbehaving(ledger, "").build(), folder)) {
            assertThat(worker.process().log().lastLines(9))
                    .singleElement()
                    .asString()
                    .contains("startup");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no such file: /modèles 模型/ü 🙂.gguf",
                "{\"message\":\"no such file\",\"model\":\"/mod\\u00e8les \\u6a21\\u578b/\\u00FC \\ud83d\\ude42.gguf\"}",
                "{\"model\":\"\\/MOD\\u00C8LES 模型\\/ü 🙂.gguf\"}",
            })
    void aPathIsFoundAsItIsAndAsJsonWritesIt(String line) throws IOException {
        WorkerLog log = WorkerLog.at(Files.writeString(folder.resolve("worker.log"), line + "\n"));

        assertThat(log.tailContains("/modèles 模型/ü 🙂.gguf")).isTrue();
        assertThat(log.tailContains("/modèles 模型/u 🙂.gguf")).isFalse();
    }

    @Test
    void aLogThatIsNotThereIsEmpty() {
        assertThat(WorkerLog.at(folder.resolve("none")).sizeBytes()).isZero();
    }
}
