package dev.gpuworker.mock.model;

import dev.gpuworker.io.FilePath;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Finds the facts about the model that {@code --model} names. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * Returns the card of {@code mock:<name>} from the catalogue, or the facts in the header of the GGUF file at that
     * path. No tensor data is read.
     *
     * @throws ModelLoadException if there is no such card or file, or the file is not a whole GGUF file of version 2 or
     *     3, or not the first of all its parts; the message says what was expected and found, and where
     */
    public static ModelCard load(String model) throws ModelLoadException {
        if (model.startsWith(ModelCatalogue.PREFIX)) {
            String name = model.substring(ModelCatalogue.PREFIX.length());
            return ModelCatalogue.find(name)
                    .orElseThrow(() -> new ModelLoadException(
                            model, "no built-in model \"" + name + "\"; known names: " + builtIn()));
        }
        return GgufCard.of(GgufFile.read(path(model)), model);
    }

    private static Path path(String model) throws ModelLoadException {
        try {
            return FilePath.of(model);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(model, "the model " + e.getMessage());
        }
    }

    private static String builtIn() {
        return ModelCatalogue.cards().stream()
                .map(card -> ModelCatalogue.PREFIX + card.name())
                .collect(Collectors.joining(", "));
    }
}
