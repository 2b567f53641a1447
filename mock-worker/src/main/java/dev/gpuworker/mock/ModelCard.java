package dev.gpuworker.mock;

import org.jspecify.annotations.Nullable;

/**
 * The facts about a model that a worker tells and that its VRAM follows from.
 *
 * @param name as {@code /health} and {@code started} tell it, not empty
 * @param quantKind {@code MXFP4}, {@code Q4_K_M} or {@code Q4_0}
 * @param tokenizerKind {@code gguf-bpe} or {@code hf-json}
 * @param vocabSize tokens in the vocabulary, above 0
 * @param contextLength tokens that fit in the context; null where unknown
 * @param weightBytes bytes of VRAM that the weights take, 0 or more
 * @param kvBytesPerToken bytes of VRAM that one token takes in the KV cache, 0 or more
 */
public record ModelCard(
        String name,
        String quantKind,
        String tokenizerKind,
        long vocabSize,
        @Nullable Long contextLength,
        long weightBytes,
        long kvBytesPerToken) {
    /** The default model of the mock: small, so that its numbers stay readable. */
    public static final ModelCard QWEN_2_5_0_5B_INSTRUCT =
            new ModelCard("mock:qwen2.5-0.5b-instruct", "Q4_K_M", "gguf-bpe", 151_936, 32_768L, 397_808_192L, 12_288);

    /** Refuses a card that no worker could tell. */
    public ModelCard {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model's name must not be empty");
        }
        if (vocabSize < 1) {
            throw new IllegalArgumentException("vocabSize must be at least 1, but was " + vocabSize);
        }
        if (contextLength != null && contextLength < 1) {
            throw new IllegalArgumentException("contextLength must be at least 1, but was " + contextLength);
        }
        if (weightBytes < 0 || kvBytesPerToken < 0) {
            throw new IllegalArgumentException("bytes must not be negative, but were weightBytes " + weightBytes
                    + ", kvBytesPerToken " + kvBytesPerToken);
        }
    }
}
