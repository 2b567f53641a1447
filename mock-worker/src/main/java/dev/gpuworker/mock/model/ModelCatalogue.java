package dev.gpuworker.mock.model;

import java.util.List;
import java.util.Optional;

/** The built-in model cards: the three models of the M0 specification, with the facts of their published GGUF files. */
public final class ModelCatalogue {
    /** The prefix that distinguishes the name of a built-in card from a path. */
    public static final String PREFIX = "mock:";

    /** 24 layers, 2 KV heads of 64, K and V in 16 bits: 12288 bytes a token. */
    private static final ModelCard QWEN = new ModelCard(
            "qwen2.5-0.5b-instruct",
            QuantKind.Q4_K_M,
            TokenizerKind.GGUF_BPE,
            151_936,
            32_768L,
            491_400_032L,
            2L * 24 * 2 * 64 * 2);

    /** 32 layers, 32 KV heads of 96 (no grouping). */
    private static final ModelCard PHI_3 = new ModelCard(
            "phi-3-mini",
            QuantKind.Q4_K_M,
            TokenizerKind.GGUF_BPE,
            32_064,
            4_096L,
            2_393_231_072L,
            2L * 32 * 32 * 96 * 2);

    /** 24 layers, 8 KV heads of 64; the only one whose tokenizer is not in the GGUF file. */
    private static final ModelCard GPT_OSS = new ModelCard(
            "gpt-oss-20b",
            QuantKind.MXFP4,
            TokenizerKind.HF_JSON,
            201_088,
            131_072L,
            12_109_565_632L,
            2L * 24 * 8 * 64 * 2);

    private static final List<ModelCard> CARDS = List.of(QWEN, PHI_3, GPT_OSS);

    private ModelCatalogue() {}

    /** Returns all built-in cards, the default one first. */
    public static List<ModelCard> cards() {
        return CARDS;
    }

    /** Returns the card that a worker without {@code --model} shows: the smallest. */
    public static ModelCard defaultCard() {
        return QWEN;
    }

    /** Returns the card of this name, without {@link #PREFIX}; empty if there is none. */
    public static Optional<ModelCard> find(String name) {
        return CARDS.stream().filter(card -> card.name().equals(name)).findFirst();
    }
}
