package dev.gpuworker.real.verify;

import dev.gpuworker.io.FilePath;
import dev.gpuworker.mock.model.GgufFile;
import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.real.vram.ModelMemory;

/** Finds the size of a model's weights, which a worker with a loaded model holds in device memory. */
public final class ModelWeights {
    private ModelWeights() {}

    /**
     * Returns the size of all tensors in the model's files, including all parts of a split model, or why it is unknown.
     *
     * @param model the model that the worker is started with
     */
    public static ModelMemory of(String model) {
        try {
            return ModelMemory.of(
                    model.startsWith(ModelCatalogue.PREFIX)
                            ? ModelLoader.load(model).weightsBytes()
                            : GgufFile.read(FilePath.of(model)).requireTensorBytes());
        } catch (ModelLoadException | IllegalArgumentException e) {
            return ModelMemory.unknown(String.valueOf(e.getMessage()));
        }
    }
}
