package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWeightsTest {
    @TempDir
    Path folder;

    @Test
    void builtInModelHasItsPublishedSize() {
        assertThat(ModelWeights.of("mock:qwen2.5-0.5b-instruct").weightsBytes()).hasValue(491_400_032L);
    }

    @Test
    void whatCannotBeReadIsUnknownWithItsReason() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.gguf"), "GGUF and nothing else");

        assertThat(ModelWeights.of(broken.toString()).weightsBytes()).isEmpty();
        assertThat(ModelWeights.of(broken.toString()).unknown()).startsWith("GGUF versions 2 and 3");
        assertThat(ModelWeights.of(folder.resolve("none.gguf").toString()).unknown())
                .isNotEmpty();
        assertThat(ModelWeights.of("mock:nobody").unknown()).startsWith("no built-in model \"nobody\"");
        assertThat(ModelWeights.of("a\0b").unknown()).isNotEmpty();
    }
}
