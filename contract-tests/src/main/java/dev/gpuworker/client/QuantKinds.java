package dev.gpuworker.client;

import java.util.List;

/**
 * The names of the storage formats of a model's weights (D-26): the file types of the GGUF specification. Thread-safe.
 */
public final class QuantKinds {
    private static final List<String> WORDS = List.of(
            "MXFP4", "Q4_K_M", "Q4_0", "F32", "F16", "BF16", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q2_K_S", "Q3_K_S",
            "Q3_K_M", "Q3_K_L", "Q4_K_S", "Q5_K_S", "Q5_K_M", "Q6_K", "IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S",
            "IQ2_M", "IQ3_XXS", "IQ3_XS", "IQ3_S", "IQ3_M", "IQ4_NL", "IQ4_XS", "TQ1_0", "TQ2_0");

    private QuantKinds() {}

    /** Returns all names; the three of {@code worker-orcd} first. */
    public static List<String> words() {
        return WORDS;
    }

    /** Returns whether the word is the name of a file type, in capitals as in the specification. */
    public static boolean isKnown(String word) {
        return WORDS.contains(word);
    }
}
