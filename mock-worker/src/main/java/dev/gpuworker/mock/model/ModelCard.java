package dev.gpuworker.mock.model;

import org.jspecify.annotations.Nullable;

/**
 * The facts about a model that a worker shows: in {@code /health}, in {@code started} and in its VRAM.
 *
 * @param name name of the model in {@code started} and {@code /health}
 * @param quantKind quantisation of the weights
 * @param tokenizerKind source of the tokenizer
 * @param vocabSize tokens in the vocabulary, above 0
 * @param contextLength tokens that fit in the context, above 0; null if the model does not say
 * @param weightsBytes device memory that the weights take, in bytes, at least 0
 * @param kvBytesPerToken device memory that one token takes in the KV cache, in bytes, at least 0
 */
public record ModelCard(
        String name,
        QuantKind quantKind,
        TokenizerKind tokenizerKind,
        long vocabSize,
        @Nullable Long contextLength,
        long weightsBytes,
        long kvBytesPerToken) {
    /** Rejects values that no model can have. */
    public ModelCard {
        require(!name.isBlank(), "name must not be blank");
        require(vocabSize > 0, "vocabSize must be > 0, but was " + vocabSize);
        require(contextLength == null || contextLength > 0, "contextLength must be > 0, but was " + contextLength);
        require(weightsBytes >= 0, "weightsBytes must be >= 0, but was " + weightsBytes);
        require(kvBytesPerToken >= 0, "kvBytesPerToken must be >= 0, but was " + kvBytesPerToken);
    }

    /** Returns this card with other sizes in bytes; null keeps its own. Throws as the constructor does. */
    public ModelCard withMemory(@Nullable Long weights, @Nullable Long kvPerToken) {
        return new ModelCard(
                name,
                quantKind,
                tokenizerKind,
                vocabSize,
                contextLength,
                weights == null ? weightsBytes : weights,
                kvPerToken == null ? kvBytesPerToken : kvPerToken);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
