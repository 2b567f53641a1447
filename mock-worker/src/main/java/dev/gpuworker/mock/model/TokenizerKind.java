package dev.gpuworker.mock.model;

/** The source of a worker's tokenizer (M0-W-1320). */
public enum TokenizerKind {
    /** The vocabulary and merges inside the GGUF file. */
    GGUF_BPE("gguf-bpe"),
    /** A {@code tokenizer.json} beside the weights. */
    HF_JSON("hf-json");

    private final String wireName;

    TokenizerKind(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the word on the wire. */
    public String wireName() {
        return wireName;
    }
}
