package dev.gpuworker.mock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
    @TempDir
    Path folder;

    @Test
    void builtInCardsHaveTheFactsOfTheirModels() throws ModelLoadException {
        assertThat(ModelLoader.load("mock:qwen2.5-0.5b-instruct").quantKind()).isEqualTo(QuantKind.Q4_K_M);
        assertThat(ModelLoader.load("mock:phi-3-mini").contextLength()).isEqualTo(4096);
        assertThat(ModelLoader.load("mock:gpt-oss-20b"))
                .returns(QuantKind.MXFP4, ModelCard::quantKind)
                .returns(TokenizerKind.HF_JSON, ModelCard::tokenizerKind)
                .returns(49_152L, ModelCard::kvBytesPerToken);
    }

    @Test
    void anUnknownBuiltInCardIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> ModelLoader.load("mock:gpt-5"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("no built-in model \"gpt-5\"; known names: mock:qwen2.5-0.5b-instruct, mock:phi-3-mini,"
                        + " mock:gpt-oss-20b");
    }

    @Test
    void aFileTellsItsFactsInTheHeader() throws ModelLoadException {
        ModelCard card = load(GgufSample.whole());

        assertThat(card)
                .isEqualTo(new ModelCard(
                        "Tiny Qwen", QuantKind.Q4_K_M, TokenizerKind.GGUF_BPE, 1000, 2048L, 1024, 2 * 2 * 16 * 4));
    }

    @Test
    void versionTwoIsReadToo() throws ModelLoadException {
        assertThat(load(GgufSample.whole().version(2)).vocabSize()).isEqualTo(1000);
    }

    @Test
    void aModelWithoutNameAndTokenizerIsNamedByItsFileAndCountedByItsEmbedding() throws ModelLoadException {
        var sample = new GgufSample()
                .text("general.architecture", "llama")
                .u32("general.file_type", 2)
                .tensor("token_embd.weight", 2, 32 * 18, 32, 32);

        ModelCard card = load(sample);

        assertThat(card)
                .returns("sample", ModelCard::name)
                .returns(TokenizerKind.HF_JSON, ModelCard::tokenizerKind)
                .returns(32L, ModelCard::vocabSize)
                .returns(null, ModelCard::contextLength);
    }

    @Test
    void withoutAFileTypeTheMostTensorBytesDecide() throws ModelLoadException {
        var sample = new GgufSample().strings("tokenizer.ggml.tokens", 3).tensor("blk.0", 39, 17, 32);

        assertThat(load(sample).quantKind()).isEqualTo(QuantKind.MXFP4);
    }

    @Test
    void headsThatDifferByLayerCountWithTheirGreatest() throws ModelLoadException {
        var sample = new GgufSample()
                .text("general.architecture", "x")
                .u32("general.file_type", 15)
                .u32("x.block_count", 2)
                .u32("x.attention.key_length", 10)
                .array("x.attention.head_count_kv", 4, 2, 1, 0, 0, 0, 3, 0, 0, 0)
                .strings("tokenizer.ggml.tokens", 3);

        assertThat(load(sample).kvBytesPerToken()).isEqualTo(2 * 3 * 10 * 4);
    }

    @Test
    void aQuantisationThatTheFormatDoesNotKnowIsRefused() {
        var sample = new GgufSample().u32("general.file_type", 99).strings("tokenizer.ggml.tokens", 3);

        assertRefused(sample, "the quantisation is unknown: general.file_type is 99");
    }

    @Test
    void aHeaderWithoutVocabularyIsRefused() {
        assertRefused(new GgufSample().u32("general.file_type", 15), "the header gives no vocabulary size");
    }

    @Test
    void aMissingFileAndAFolderAreTold() {
        assertThatThrownBy(() -> ModelLoader.load("/no/such.gguf")).hasMessage("no such file");
        assertThatThrownBy(() -> ModelLoader.load(folder.toString())).hasMessage("not a regular file");
        assertThatThrownBy(() -> ModelLoader.load("a\0b"))
                .hasMessage("the model is not a path: it contains a NUL character");
    }

    @Test
    void aFileThatIsNotGgufIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("x.gguf"), "{\"json\": true}");
        Path empty = Files.writeString(folder.resolve("empty.gguf"), "");

        assertThatThrownBy(() -> ModelLoader.load(file.toString()))
                .hasMessage("not a GGUF file: it does not begin with \"GGUF\" (14 bytes)");
        assertThatThrownBy(() -> ModelLoader.load(empty.toString())).hasMessageContaining("(0 bytes)");
    }

    @Test
    void otherVersionsAreTold() {
        assertRefused(GgufSample.whole().version(1), "but this is version 1");
        assertRefused(GgufSample.whole().version(99), "but this is version 99");
        assertRefused(GgufSample.whole().version(3 << 24), "but this is a big-endian file");
    }

    private ModelCard load(GgufSample sample) throws ModelLoadException {
        return ModelLoader.load(sample.in(folder).toString());
    }

    private void assertRefused(GgufSample sample, String part) {
        assertThatThrownBy(() -> load(sample))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(part);
    }
}
