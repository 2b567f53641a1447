package dev.gpuworker.real.preset;

/** Prompts that cover what differs for a worker: length, script, and how the answer is likely to end. */
public enum Prompt {
    /** One word. */
    SHORT("Hello"),
    /** A haiku: a short answer that usually ends by itself. */
    HAIKU("Write a haiku about GPU computing"),
    /** A story: an answer that only {@code max_tokens} ends. */
    STORY("Tell a long story about a lighthouse keeper and the sea."),
    /** An answer with line breaks, braces and quotation marks. */
    CODE("Write a C function that adds two vectors of floats."),
    /** Characters of two, three and four bytes. */
    UNICODE("Grüße, 世界! Write one sentence about the sea 🌊."),
    /** About 7,000 characters, the longest prompt here. */
    LONG("The quick brown fox jumps over the lazy dog. ".repeat(156) + "Summarise the text above in one sentence.");

    private final String text;

    Prompt(String text) {
        this.text = text;
    }

    /** Returns the text of the prompt. */
    public String text() {
        return text;
    }
}
