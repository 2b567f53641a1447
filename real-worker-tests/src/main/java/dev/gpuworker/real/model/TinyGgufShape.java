package dev.gpuworker.real.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The hyper-parameters of a tiny model.
 *
 * @param layers number of attention and feed-forward blocks, 1 to 512
 * @param embedding length of an embedding; a multiple of 256 for Q4_K_M, of 32 for the other quantised kinds
 * @param feedForward length of the feed-forward layer, a multiple as above
 * @param heads attention heads; must divide the embedding
 * @param keyValueHeads heads for keys and values; must divide the heads
 * @param contextLength how many tokens fit
 * @param vocabulary number of tokens, 320 to 200000
 */
public record TinyGgufShape(
        int layers, int embedding, int feedForward, int heads, int keyValueHeads, int contextLength, int vocabulary) {
    /** About 1.3 million weights: 0.8 MB in Q4_0, 5.4 MB in F32. */
    public static final TinyGgufShape DEFAULT = new TinyGgufShape(2, 256, 512, 4, 2, 512, 320);

    /** Checks the values. */
    public TinyGgufShape {
        require(layers >= 1 && layers <= 512, "layers must be 1 to 512, but was " + layers);
        require(embedding >= 32, "embedding must be at least 32, but was " + embedding);
        require(feedForward >= 32, "feedForward must be at least 32, but was " + feedForward);
        require(heads >= 1 && embedding % heads == 0, "heads must divide the embedding, but was " + heads);
        require(
                keyValueHeads >= 1 && heads % keyValueHeads == 0,
                "keyValueHeads must divide the heads, but was " + keyValueHeads);
        require(contextLength >= 1, "contextLength must be at least 1, but was " + contextLength);
        require(
                vocabulary >= TinyVocabulary.TOKENS_MIN && vocabulary <= 200_000,
                "vocabulary must be " + TinyVocabulary.TOKENS_MIN + " to 200000, but was " + vocabulary);
    }

    int headLength() {
        return embedding / heads;
    }

    /** Returns the tensors of a decoder, with the names that loaders of {@code llama} and {@code qwen2} expect. */
    List<TensorPlan> tensors(Quantization kind, boolean biases) {
        List<TensorPlan> all = new ArrayList<>();
        all.add(TensorPlan.of("token_embd.weight", kind.ordinary(), embedding, vocabulary));
        for (int layer = 0; layer < layers; layer++) {
            addLayer(all, "blk." + layer + ".", kind, mattersMost(layer) ? kind.finer() : kind.ordinary(), biases);
        }
        all.add(TensorPlan.of("output_norm.weight", TensorType.F32, embedding));
        all.add(TensorPlan.of("output.weight", kind.finer(), embedding, vocabulary));
        return all;
    }

    private void addLayer(List<TensorPlan> all, String prefix, Quantization kind, TensorType values, boolean biases) {
        int keyValues = headLength() * keyValueHeads;
        TensorType down = kind == Quantization.Q4_K_M ? values : kind.feedForward();
        all.add(TensorPlan.of(prefix + "attn_norm.weight", TensorType.F32, embedding));
        all.add(TensorPlan.of(prefix + "attn_q.weight", kind.ordinary(), embedding, embedding));
        all.add(TensorPlan.of(prefix + "attn_k.weight", kind.ordinary(), embedding, keyValues));
        all.add(TensorPlan.of(prefix + "attn_v.weight", values, embedding, keyValues));
        if (biases) {
            all.add(TensorPlan.of(prefix + "attn_q.bias", TensorType.F32, embedding));
            all.add(TensorPlan.of(prefix + "attn_k.bias", TensorType.F32, keyValues));
            all.add(TensorPlan.of(prefix + "attn_v.bias", TensorType.F32, keyValues));
        }
        all.add(TensorPlan.of(prefix + "attn_output.weight", kind.ordinary(), embedding, embedding));
        all.add(TensorPlan.of(prefix + "ffn_norm.weight", TensorType.F32, embedding));
        all.add(TensorPlan.of(prefix + "ffn_gate.weight", kind.feedForward(), embedding, feedForward));
        all.add(TensorPlan.of(prefix + "ffn_up.weight", kind.feedForward(), embedding, feedForward));
        all.add(TensorPlan.of(prefix + "ffn_down.weight", down, feedForward, embedding));
    }

    /**
     * Applies llama.cpp's rule for layers that get more bits: the first and last eighth, and every third between them.
     */
    private boolean mattersMost(int layer) {
        int eighth = layers / 8;
        return layer < eighth || layer >= 7 * layers / 8 || (layer - eighth) % 3 == 2;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
