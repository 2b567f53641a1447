package dev.gpuworker.mock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 1, 4",
        "1, 1, 2",
        "2, 32, 18",
        "3, 32, 20",
        "6, 32, 22",
        "7, 32, 24",
        "8, 32, 34",
        "9, 32, 36",
        "10, 256, 84",
        "11, 256, 110",
        "12, 256, 144",
        "13, 256, 176",
        "14, 256, 210",
        "15, 256, 292",
        "16, 256, 66",
        "17, 256, 74",
        "18, 256, 98",
        "19, 256, 50",
        "20, 32, 18",
        "21, 256, 110",
        "22, 256, 82",
        "23, 256, 136",
        "24, 1, 1",
        "25, 1, 2",
        "26, 1, 4",
        "27, 1, 8",
        "28, 1, 8",
        "29, 256, 56",
        "30, 1, 2",
        "34, 256, 54",
        "35, 256, 66",
        "39, 32, 17",
        "40, 64, 36",
        "41, 128, 18",
        "42, 64, 18"
    })
    void everyTypeOfTheFormatHasItsSize(int type, int elements, int bytes) throws ModelLoadException {
        Path file = new GgufSample().tensor("w", type, bytes * 3, elements, 3).in(folder);

        assertThat(GgufFile.read(file).tensorBytes()).hasValue(bytes * 3L);
    }

    @ParameterizedTest
    @CsvSource({"4", "5", "31", "36", "43", "9999"})
    void aSizeThatCannotBeToldIsSaid(int type) throws ModelLoadException {
        GgufFile model =
                GgufFile.read(new GgufSample().tensor("w", type, 32, 256).in(folder));

        assertThat(model.tensorBytes()).isEmpty();
        assertThatThrownBy(model::requireTensorBytes)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("the size of the weights is unknown: tensor \"w\" has type " + type);
    }

    @Test
    void aModelOfUnknownSizeIsNotServed() {
        Path file = GgufSample.whole().tensor("w", 99, 32, 256).in(folder);

        assertThatThrownBy(() -> ModelLoader.load(file.toString())).hasMessageContaining("is unknown");
    }

    @Test
    void tensorsThatRepeatOverlapOrLieOutsideAreRefused() {
        assertRefused(
                GgufSample.whole().tensorAt(0, "token_embd.weight", 0, 1),
                "tensor \"token_embd.weight\" appears twice");
        assertRefused(GgufSample.whole().tensorAt(32, "b", 0, 8), "tensor \"b\" overlaps tensor \"token_embd.weight\"");
        assertRefused(GgufSample.whole().tensorAt(0, "b", 99, 8), "overlaps");
        assertRefused(GgufSample.whole().tensorAt(2048, "b", 0, 8), "truncated: tensor \"b\" needs 32 bytes");
        assertRefused(GgufSample.whole().tensorAt(33, "b", 0, 1), "not a multiple of the alignment 32");
        assertRefused(
                GgufSample.whole().tensorAt(1024, "b", 2, 33),
                "has rows of 33 elements, but Q4_0 comes in blocks of 32");
    }

    @Test
    void anAlignmentOfAnotherTypeIsRefused() {
        assertRefused(
                GgufSample.whole().text("general.alignment", "32"),
                "\"general.alignment\" must be a UINT32, but is a STRING");
        assertRefused(GgufSample.whole().u32("general.alignment", 48), "must be a power of two");
    }

    @Test
    void aSplitModelIsTheSumOfItsParts() throws ModelLoadException {
        Path first = part(0, 3, "w0").in(folder, "m-00001-of-00003.gguf");
        part(1, 3, "w1").in(folder, "m-00002-of-00003.gguf");
        part(2, 3, "w2").in(folder, "m-00003-of-00003.gguf");

        GgufFile model = GgufFile.read(first);

        assertThat(model.parts()).isEqualTo(3);
        assertThat(model.tensorBytes()).hasValue(3 * 1024L);
    }

    @Test
    void aMissingPartIsNamed() {
        Path first = part(0, 2, "w0").in(folder, "m-00001-of-00002.gguf");

        assertThatThrownBy(() -> GgufFile.read(first)).hasMessage("part 2 of 2 is missing: m-00002-of-00002.gguf");
    }

    @Test
    void aPartThatIsNotTheFirstOrIsAnothersIsRefused() throws Exception {
        Path first = part(0, 2, "w0").in(folder, "m-00001-of-00002.gguf");
        Path second = part(1, 2, "w1").in(folder, "m-00002-of-00002.gguf");
        Path renamed = Files.copy(first, folder.resolve("renamed.gguf"));

        assertThatThrownBy(() -> GgufFile.read(second)).hasMessageContaining("give the first, m-00001-of-00002.gguf");
        assertThatThrownBy(() -> GgufFile.read(renamed)).hasMessageContaining("does not end in -00001-of-00002.gguf");
        part(0, 2, "w1").in(folder, "m-00002-of-00002.gguf");
        assertThatThrownBy(() -> GgufFile.read(first))
                .hasMessageContaining("must be part 2 of 2, but its header says part 1 of 2");
        part(1, 2, "w0").in(folder, "m-00002-of-00002.gguf");
        assertThatThrownBy(() -> GgufFile.read(first)).hasMessageContaining("\"w0\" is in two parts");
    }

    @Test
    void aTensorThatNoPartHoldsIsMissed() {
        Path first = part(0, 2, "w0").u32("split.tensors.count", 3).in(folder, "m-00001-of-00002.gguf");
        part(1, 2, "w1").in(folder, "m-00002-of-00002.gguf");

        assertThatThrownBy(() -> GgufFile.read(first))
                .hasMessage("the parts hold 2 tensors, but split.tensors.count is 3");
    }

    @ParameterizedTest
    @CsvSource({"0, F32", "1, F16", "7, Q8_0", "15, Q4_K_M", "18, Q6_K", "32, BF16", "39, NVFP4", "40, Q1_0"})
    void otherModelsNameTheirFileType(int fileType, QuantKind kind) throws ModelLoadException {
        Path file = new GgufSample()
                .u32("general.file_type", fileType)
                .strings("tokenizer.ggml.tokens", 3)
                .in(folder);

        assertThat(ModelLoader.load(file.toString()).quantKind()).isEqualTo(kind);
    }

    private static GgufSample part(int number, int count, String tensor) {
        return new GgufSample()
                .u32("split.no", number)
                .u32("split.count", count)
                .tensor(tensor, 0, 1024, 256);
    }

    private void assertRefused(GgufSample sample, String reason) {
        Path file = sample.in(folder);

        assertThatThrownBy(() -> GgufFile.read(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(reason);
    }
}
