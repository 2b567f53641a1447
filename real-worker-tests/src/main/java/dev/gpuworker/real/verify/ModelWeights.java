package dev.gpuworker.real.verify;

import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.real.vram.WorkerVram;

/** How much of a device's memory a model's weights take at least, which decides what counts as loaded. */
public final class ModelWeights {
    private ModelWeights() {}

    /**
     * Tells the watch that the worker is ready, with the bytes of all tensors as the model's files say, all parts of a
     * split model included. If that can't be read, nothing is judged to be loaded: the verdict is inconclusive and says
     * why.
     *
     * @param vram watches the worker
     * @param model what the worker was started with
     * @param healthBytes {@code vram_bytes_used} of its {@code /health}
     */
    public static void ready(WorkerVram vram, String model, long healthBytes) throws InterruptedException {
        try {
            long bytes = ModelLoader.load(model).weightsBytes();
            if (bytes > 0) {
                vram.ready(bytes, healthBytes);
            } else {
                vram.readyWithUnknownWeights("the model " + model + " has no tensors", healthBytes);
            }
        } catch (ModelLoadException e) {
            vram.readyWithUnknownWeights(String.valueOf(e.getMessage()), healthBytes);
        }
    }
}
