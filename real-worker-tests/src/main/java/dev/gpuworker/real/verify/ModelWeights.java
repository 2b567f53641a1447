package dev.gpuworker.real.verify;

import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;

/** How much of a device's memory a model's weights take at least. */
public final class ModelWeights {
    private ModelWeights() {}

    /**
     * Returns the tensors' bytes as the file says; 1 where it isn't a GGUF file, so that any use of the device counts
     * as loaded.
     */
    public static long bytes(String model) {
        try {
            return Math.max(1, ModelLoader.load(model).weightsBytes());
        } catch (ModelLoadException e) {
            return 1;
        }
    }
}
