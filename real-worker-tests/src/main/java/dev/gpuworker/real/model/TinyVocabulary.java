package dev.gpuworker.real.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A byte-level BPE vocabulary: the 256 bytes in GPT-2's printable alphabet, a few merged pieces of English, control
 * tokens, and unused tokens up to the requested size. Any UTF-8 text can be encoded with it.
 */
record TinyVocabulary(List<String> tokens, List<Integer> types, List<String> merges) {
    /** Room for the bytes, the merges and the control tokens, rounded up. */
    static final int TOKENS_MIN = 320;

    /** Values of {@code tokenizer.ggml.token_type}. */
    private static final int NORMAL = 1;

    private static final int CONTROL = 3;
    private static final int UNUSED = 5;

    private static final List<String> MERGES = List.of(
            "t h", "th e", "Ġ the", "i n", "in g", "a n", "an d", "Ġ and", "e r", "o u", "r e", "o n", "e s", "Ġ a",
            "Ġ w", "Ġw a", "Ġwa r", "Ġwar p");
    private static final List<String> CONTROLS = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

    TinyVocabulary {
        tokens = List.copyOf(tokens);
        types = List.copyOf(types);
        merges = List.copyOf(merges);
    }

    static TinyVocabulary ofSize(int size) {
        List<String> tokens = new ArrayList<>(bytes());
        MERGES.forEach(merge -> tokens.add(merge.replace(" ", "")));
        List<Integer> types = new ArrayList<>(Collections.nCopies(tokens.size(), NORMAL));
        tokens.addAll(CONTROLS);
        types.addAll(Collections.nCopies(CONTROLS.size(), CONTROL));
        while (tokens.size() < size) {
            tokens.add("<|unused_" + tokens.size() + "|>");
            types.add(UNUSED);
        }
        return new TinyVocabulary(tokens, types, MERGES);
    }

    int idOf(String token) {
        return tokens.indexOf(token);
    }

    /**
     * Returns GPT-2's alphabet: printable Latin-1 bytes map to themselves, every other byte to a character from U+0100
     * on.
     */
    private static List<String> bytes() {
        List<String> alphabet = new ArrayList<>();
        int next = 0x100;
        for (int value = 0; value < 256; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
            alphabet.add(Character.toString(printable ? value : next++));
        }
        return alphabet;
    }
}
