package dev.gpuworker.mock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenGgufTest {
    @TempDir
    Path folder;

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] whole = GgufSample.whole().bytes();

        for (int length = 4; length < whole.length; length += 7) {
            Path file = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ModelLoader.load(file.toString()))
                    .as("cut after %s of %s bytes", length, whole.length)
                    .isInstanceOf(ModelLoadException.class);
        }
    }

    @Test
    void aCutInTheTensorDataNamesTheTensor() throws IOException {
        byte[] whole = GgufSample.whole().bytes();
        Path file = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> ModelLoader.load(file.toString()))
                .hasMessageContaining("truncated: tensor \"token_embd.weight\" needs 1024 bytes");
    }

    @Test
    void hugeCountsAreRefusedByWhatTheFileCanHold() {
        assertRefused(GgufSample.whole().keys(-1), "the number of metadata keys is 18446744073709551615");
        assertRefused(GgufSample.whole().tensors(1L << 60), "the number of tensors is 1152921504606846976");
        assertRefused(new GgufSample().array("a", 8, Long.MAX_VALUE), "the length of metadata key \"a\"");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        int[] nested = new int[12 * 50];
        for (int i = 0; i < 50; i++) {
            nested[i * 12] = 9;
            nested[i * 12 + 4] = 1;
        }

        assertRefused(new GgufSample().array("a", 9, 1, nested), "nests arrays deeper than 4");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertRefused(new GgufSample().u32("a", 1).u32("a", 2), "metadata key \"a\" appears twice");
    }

    @Test
    void aShapePastSixtyFourBitsIsRefused() {
        var sample = GgufSample.whole().tensor("big", 0, 0, Long.MAX_VALUE, Long.MAX_VALUE);

        assertRefused(sample, "tensor \"big\" has more than 2^63 bytes");
    }

    @Test
    void anUnknownValueTypeIsRefused() {
        assertRefused(new GgufSample().entry("a", 77, out -> out.write(0)), "has the unknown type 77");
    }

    @Test
    void aSparseFileOfManyGigabytesIsReadWithoutReadingItsData() throws Exception {
        Path file = GgufSample.whole().tensor("big", 0, 0, 1L << 31).in(folder);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((1L << 33) + 65_536);
        }

        assertThat(ModelLoader.load(file.toString()).weightsBytes()).isEqualTo((1L << 33) + 1024);
    }

    @Test
    void anyByteMayBeWrongAndOnlyAModelLoadExceptionComesOut() throws IOException {
        byte[] whole = GgufSample.whole().bytes();
        var random = new Random(42);

        for (int round = 0; round < 2000; round++) {
            byte[] bytes = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                bytes[random.nextInt(Math.min(bytes.length, 600))] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("flipped.gguf"), bytes);
            try {
                assertThat(ModelLoader.load(file.toString()).vocabSize()).isPositive();
            } catch (ModelLoadException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private void assertRefused(GgufSample sample, String part) {
        assertThatThrownBy(() -> ModelLoader.load(sample.in(folder).toString()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(part);
    }
}
