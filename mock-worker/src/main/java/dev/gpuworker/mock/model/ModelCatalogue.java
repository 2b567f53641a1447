package dev.gpuworker.mock.model;

import dev.gpuworker.mock.ModelCard;
import java.util.List;
import java.util.Optional;

/** The built-in model cards: the three models of the M0 specification, with the facts of their published GGUF files. */
public final class ModelCatalogue {
    /** What precedes the name of a built-in card where a path could stand as well; it is part of the name. */
    public static final String PREFIX = "mock:";

    /** 32 layers, 32 KV heads of 96 (no grouping), K and V in 16 bits. */
    private static final ModelCard PHI_3 = new ModelCard(
            PREFIX + "phi-3-mini",
            QuantKind.Q4_K_M.name(),
            "gguf-bpe",
            32_064,
            4_096L,
            2_393_231_072L,
            2L * 32 * 32 * 96 * 2);

    /** 24 layers, 8 KV heads of 64; its tokenizer is the one that does not come from the GGUF file. */
    private static final ModelCard GPT_OSS = new ModelCard(
            PREFIX + "gpt-oss-20b",
            QuantKind.MXFP4.name(),
            "hf-json",
            201_088,
            131_072L,
            12_109_565_632L,
            2L * 24 * 8 * 64 * 2);

    private static final List<ModelCard> CARDS = List.of(ModelCard.QWEN_2_5_0_5B_INSTRUCT, PHI_3, GPT_OSS);

    private ModelCatalogue() {}

    /** Returns all built-in cards, the smallest first. */
    public static List<ModelCard> cards() {
        return CARDS;
    }

    /** Returns the card of this name, {@link #PREFIX} included; empty where there is none. */
    public static Optional<ModelCard> find(String name) {
        return CARDS.stream().filter(card -> card.name().equals(name)).findFirst();
    }
}
