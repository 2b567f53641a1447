package dev.gpuworker.real.verify;

import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.real.vram.WorkerVram;

/** Finds the size of a model's weights, the least memory that a worker with a loaded model uses. */
public final class ModelWeights {
    private ModelWeights() {}

    /**
     * Notifies the watch that the worker is ready, and passes the size of all tensors from the model's files, including
     * all parts of a split model. If the files can't be read, the verdict on loading is inconclusive and says why.
     *
     * @param vram the watch on the worker
     * @param model the model that the worker was started with
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
