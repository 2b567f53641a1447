package dev.gpuworker.mock.scenario.internal.frames;

import java.util.List;
import java.util.stream.Stream;

/**
 * The pieces of text that the generator draws from: whole characters, among them some of several bytes, of several code
 * points and outside of the basic plane, for they are what clients trip over.
 */
final class Words {
    /** Pieces inside a sentence. */
    static final List<String> WORDS = words(
            " the a warp of threads wakes and streams its tokens through shared memory while one kernel waits for another"
                    + " block to fold each tensor into a quiet register before any lane may read it again under load"
                    + " bright slow deep small cold early late every second cache line returns value after scan over grid");

    /** Pieces inside a sentence that take more than one byte a character. */
    static final List<String> WIDE = List.of(
            " café",
            " naïve",
            " Größe",
            " δx",
            " 世界",
            " 東京",
            " 안녕",
            " नमस्ते",
            " мир",
            " שלום",
            " 🙂",
            " 🚀",
            " 👩‍💻",
            " 🏳️‍🌈",
            " é",
            " e\u0301",
            " 𝔘",
            " ∑",
            " —",
            " 😮‍💨");

    /** Pieces that end a sentence. */
    static final List<String> STOPS = List.of(".", ".", ".", "!", "?", ".\n", "。", "…");

    /** Pieces that part a sentence. */
    static final List<String> COMMAS = List.of(",", ",", ";", ":", "、");

    private Words() {}

    private static List<String> words(String text) {
        return Stream.of(text.trim().split(" ")).map(word -> " " + word).toList();
    }
}
