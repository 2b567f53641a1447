package dev.gpuworker.real.vram;

import java.util.OptionalLong;

/**
 * What is known of the device memory that a loaded model takes.
 *
 * @param weightsBytes the size of all tensors; empty if it is unknown
 * @param kvCacheBytes the part of the KV cache that is certain to be allocated once the worker is ready; 0 if nothing
 *     is known of it
 * @param unknown why the size of the weights is unknown, in one sentence; empty if it is known
 */
public record ModelMemory(OptionalLong weightsBytes, long kvCacheBytes, String unknown) {
    /** Refuses sizes that no model can have. */
    public ModelMemory {
        if (weightsBytes.orElse(1) < 1 || kvCacheBytes < 0) {
            throw new IllegalArgumentException("weightsBytes must be at least 1 and kvCacheBytes at least 0, but were "
                    + weightsBytes.orElse(1) + " and " + kvCacheBytes);
        }
    }

    /** Returns a model whose weights have this size. */
    public static ModelMemory of(long weightsBytes) {
        return new ModelMemory(OptionalLong.of(weightsBytes), 0, "");
    }

    /** Returns a model whose weights have an unknown size. */
    public static ModelMemory unknown(String why) {
        return new ModelMemory(OptionalLong.empty(), 0, why);
    }

    /** Returns the same model with a KV cache that is certain to be allocated once the worker is ready. */
    public ModelMemory withKvCache(long bytes) {
        return new ModelMemory(weightsBytes, bytes, unknown);
    }
}
