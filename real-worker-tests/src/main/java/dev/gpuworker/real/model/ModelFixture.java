package dev.gpuworker.real.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A folder that keeps tiny models, each written once. Several JVMs may share it: a file appears whole or not at all.
 *
 * @param folder where the files are; created when the first one is written
 */
public record ModelFixture(Path folder) {
    /** Returns the model's file; writes it first if it doesn't exist. */
    public Path path(TinyGguf model) {
        Path file = folder.resolve(nameOf(model)).toAbsolutePath();
        return isWhole(file, model) ? file : model.write(file);
    }

    private static boolean isWhole(Path file, TinyGguf model) {
        return Files.isRegularFile(file) && file.toFile().length() == model.fileBytes();
    }

    /** Different models always have different names. */
    private static String nameOf(TinyGguf model) {
        TinyGgufShape shape = model.shape();
        return String.format(
                        Locale.ROOT,
                        "tiny-%s-%s-%dx%dx%d-%dof%d-%d-%d-seed%d.gguf",
                        model.architecture(),
                        model.quantization(),
                        shape.layers(),
                        shape.embedding(),
                        shape.feedForward(),
                        shape.keyValueHeads(),
                        shape.heads(),
                        shape.contextLength(),
                        shape.vocabulary(),
                        model.seed())
                .toLowerCase(Locale.ROOT);
    }
}
