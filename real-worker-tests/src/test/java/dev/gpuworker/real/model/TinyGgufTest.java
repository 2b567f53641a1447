package dev.gpuworker.real.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.gpuworker.real.model.StrictGgufReader.Tensor;
import dev.gpuworker.real.model.StrictGgufReader.Typed;
import dev.gpuworker.real.model.TinyGguf.Architecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TinyGgufTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Quantization.class)
    void everyKindIsReadByAStrictReaderOfBothArchitectures(Quantization kind) throws IOException {
        for (Architecture architecture : Architecture.values()) {
            TinyGguf model = new TinyGguf(architecture, kind, TinyGgufShape.DEFAULT, 42);

            StrictGgufReader read = StrictGgufReader.read(model.write(folder.resolve("tiny.gguf")));

            assertThat(read.tensors().stream().mapToLong(Tensor::bytes).sum()).isEqualTo(model.weightBytes());
            assertThat(Files.size(folder.resolve("tiny.gguf"))).isEqualTo(model.fileBytes());
        }
    }

    @Test
    void hyperParametersStandUnderTheKeysAndTypesOfTheSpecification() throws IOException {
        StrictGgufReader read = read(Architecture.LLAMA, Quantization.Q4_K_M);

        assertThat(read.metadata())
                .containsEntry("general.architecture", new Typed(8, "llama"))
                .containsEntry("general.quantization_version", new Typed(4, 2))
                .containsEntry("general.alignment", new Typed(4, 32))
                .containsEntry("general.file_type", new Typed(4, 15))
                .containsEntry("llama.context_length", new Typed(4, 512))
                .containsEntry("llama.embedding_length", new Typed(4, 256))
                .containsEntry("llama.block_count", new Typed(4, 2))
                .containsEntry("llama.feed_forward_length", new Typed(4, 512))
                .containsEntry("llama.rope.dimension_count", new Typed(4, 64))
                .containsEntry("llama.attention.head_count", new Typed(4, 4))
                .containsEntry("llama.attention.head_count_kv", new Typed(4, 2))
                .containsEntry("llama.attention.layer_norm_rms_epsilon", new Typed(6, 1e-5f))
                .containsEntry("tokenizer.ggml.add_bos_token", new Typed(7, false));
    }

    @Test
    void theTokenizerIsWholeAndItsMergesMakeTokens() throws IOException {
        StrictGgufReader read = read(Architecture.QWEN2, Quantization.F16);

        List<?> tokens = (List<?>) read.value("tokenizer.ggml.tokens");
        List<?> merges = (List<?>) read.value("tokenizer.ggml.merges");
        assertThat(tokens).hasSize(320).doesNotHaveDuplicates();
        assertThat((List<?>) read.value("tokenizer.ggml.scores")).hasSameSizeAs(tokens);
        assertThat((List<?>) read.value("tokenizer.ggml.token_type")).hasSameSizeAs(tokens);
        assertThat(merges).isNotEmpty().allSatisfy(merge -> {
            String[] parts = merge.toString().split(" ", -1);
            assertThat(new HashSet<Object>(tokens)).contains(parts[0], parts[1], parts[0] + parts[1]);
        });
        assertThat(tokens.get((int) read.value("tokenizer.ggml.eos_token_id"))).isEqualTo("<|endoftext|>");
    }

    @ParameterizedTest
    @CsvSource({
        "F32, token_embd.weight, 0",
        "F16, blk.1.attn_q.weight, 1",
        "Q4_0, blk.0.ffn_up.weight, 2",
        "Q4_K_M, blk.0.attn_q.weight, 12",
        "Q4_K_M, blk.1.attn_v.weight, 14",
        "Q4_K_M, output.weight, 14",
        "MXFP4, blk.0.ffn_down.weight, 39",
        "MXFP4, token_embd.weight, 1",
        "Q4_0, blk.0.attn_norm.weight, 0"
    })
    void eachTensorHasTheTypeOfItsQuantization(Quantization kind, String name, int type) throws IOException {
        assertThat(read(Architecture.LLAMA, kind).tensors())
                .filteredOn(tensor -> tensor.name().equals(name))
                .extracting(Tensor::type)
                .containsExactly(type);
    }

    @Test
    void shapesFitTogetherWithGroupedHeads() throws IOException {
        List<Tensor> tensors = read(Architecture.QWEN2, Quantization.Q4_0).tensors();

        assertThat(tensors)
                .extracting(Tensor::name, Tensor::dimensions)
                .contains(
                        tuple("token_embd.weight", List.of(256L, 320L)),
                        tuple("blk.0.attn_k.weight", List.of(256L, 128L)),
                        tuple("blk.1.attn_k.bias", List.of(128L)),
                        tuple("blk.1.ffn_down.weight", List.of(512L, 256L)));
    }

    @Test
    void weightsAreFiniteSmallAndNotAllTheSame() throws IOException {
        StrictGgufReader read = read(Architecture.LLAMA, Quantization.F32);
        Tensor tensor = read.tensors().get(0);
        ByteBuffer data = read.data(tensor);

        double sum = 0;
        float greatest = 0;
        double squares = 0;
        while (data.hasRemaining()) {
            float weight = data.getFloat();
            greatest = Math.max(greatest, Math.abs(weight));
            sum += weight;
            squares += weight * weight;
        }

        double count = tensor.bytes() / 4.0;
        assertThat(greatest).isBetween(0.01f, 0.05f);
        assertThat(sum / count).isBetween(-0.001, 0.001);
        assertThat(Math.sqrt(squares / count)).isBetween(0.02, 0.03);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherDoesNot() throws IOException {
        byte[] first = Files.readAllBytes(tiny(1).write(folder.resolve("a.gguf")));
        byte[] again = Files.readAllBytes(tiny(1).write(folder.resolve("b.gguf")));
        byte[] other = Files.readAllBytes(tiny(2).write(folder.resolve("c.gguf")));

        assertThat(again).isEqualTo(first);
        assertThat(other).hasSameSizeAs(first).isNotEqualTo(first);
    }

    @Test
    void aFileTakesMilliseconds() {
        tiny(1).write(folder.resolve("warm.gguf"));
        long start = System.nanoTime();

        for (int i = 0; i < 10; i++) {
            tiny(i).write(folder.resolve("tiny.gguf"));
        }

        assertThat(Duration.ofNanos((System.nanoTime() - start) / 10)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndLeavesNothing() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> tiny(1).write(notAFolder.resolve("tiny.gguf")))
                .withMessageContaining("cannot write the model fixture " + notAFolder.resolve("tiny.gguf"))
                .withMessageEndingWith("see docs/real-worker.md#model-fixture");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(notAFolder);
        }
    }

    @Test
    void aPathWithBlanksIsFine() throws IOException {
        assertThat(StrictGgufReader.read(tiny(1).write(folder.resolve("my models/a b.gguf")))
                        .tensors())
                .isNotEmpty();
    }

    @Test
    void aShapeThatNoLoaderWouldTakeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TinyGgufShape(2, 256, 512, 3, 1, 512, 320))
                .withMessage("heads must divide the embedding, but was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TinyGguf(
                                Architecture.LLAMA,
                                Quantization.Q4_K_M,
                                new TinyGgufShape(1, 128, 512, 4, 4, 512, 320),
                                1)
                        .fileBytes())
                .withMessage("rows of token_embd.weight have 128 elements, but Q4_K needs a multiple of 256");
    }

    @Test
    void aFixtureIsWrittenOnceAndAgainWhenItIsNotWhole() throws IOException {
        ModelFixture fixture = new ModelFixture(folder.resolve("models"));
        Path file = fixture.path(tiny(1));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertThat(fixture.path(tiny(1))).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
        Files.write(file, new byte[10]);
        assertThat(fixture.path(tiny(1))).isEqualTo(file).hasSize(tiny(1).fileBytes());
        assertThat(fixture.path(tiny(2))).isNotEqualTo(file);
    }

    private StrictGgufReader read(Architecture architecture, Quantization kind) throws IOException {
        return StrictGgufReader.read(
                new TinyGguf(architecture, kind, TinyGgufShape.DEFAULT, 42).write(folder.resolve("tiny.gguf")));
    }

    private static TinyGguf tiny(long seed) {
        return new TinyGguf(Architecture.LLAMA, Quantization.Q4_0, TinyGgufShape.DEFAULT, seed);
    }
}
