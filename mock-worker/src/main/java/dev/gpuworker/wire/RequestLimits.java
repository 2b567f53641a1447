package dev.gpuworker.wire;

/**
 * The bounds of a request (M0-W-1300). The components differ from worker to worker, the constants are the contract's
 * own.
 *
 * @param maxTokens greatest {@code max_tokens}, at least 1; {@code --max-tokens-out}, 2048 by default (M0-W-1101)
 * @param vocabSize greatest {@code top_k}: the size of the vocabulary, at least 1
 */
public record RequestLimits(int maxTokens, long vocabSize) {
    /** Greatest length of a {@code job_id} (D-02). */
    public static final int JOB_ID_CHARS_MAX = 256;

    /** Greatest length of a {@code prompt}, in Unicode code points. */
    public static final int PROMPT_CODE_POINTS_MAX = 32768;

    /** Greatest number of {@code stop} sequences. */
    public static final int STOP_COUNT_MAX = 4;

    /** Greatest {@code max_tokens}, and what stands for it if it is absent. */
    public static final int MAX_TOKENS_DEFAULT = 2048;

    /** Rejects bounds that no request could meet. */
    public RequestLimits {
        if (maxTokens < 1 || vocabSize < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, but were maxTokens " + maxTokens + ", vocabSize " + vocabSize);
        }
    }
}
