package dev.gpuworker.wire;

/**
 * The bounds that differ from worker to worker.
 *
 * @param maxTokens greatest {@code max_tokens}, at least 1; {@code --max-tokens-out}, 2048 by default (M0-W-1101)
 * @param vocabSize greatest {@code top_k}: the size of the vocabulary, at least 1
 */
public record RequestLimits(int maxTokens, long vocabSize) {
    /** The contract's own 2048 tokens. */
    public static final int MAX_TOKENS_DEFAULT = 2048;

    /** Refuses bounds that no request could meet. */
    public RequestLimits {
        if (maxTokens < 1 || vocabSize < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, but were maxTokens " + maxTokens + ", vocabSize " + vocabSize);
        }
    }
}
