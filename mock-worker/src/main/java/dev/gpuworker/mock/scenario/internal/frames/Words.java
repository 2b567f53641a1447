package dev.gpuworker.mock.scenario.internal.frames;

import java.util.List;
import java.util.stream.Stream;

/**
 * The pieces of text from which the generator draws: whole characters. Some have several bytes or code points or lie
 * outside the basic plane, because clients trip over those.
 */
final class Words {
    /** Pieces inside a sentence. */
    static final List<String> WORDS = words(
            " the a warp of threads wakes and streams its tokens through shared memory while one kernel waits for another"
                    + " block to fold each tensor into a quiet register before any lane may read it again under load"
                    + " bright slow deep small cold early late every second cache line returns value after scan over grid");

    /** Pieces inside a sentence whose characters take more than one byte. */
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

    /** Pieces that divide a sentence. */
    static final List<String> COMMAS = List.of(",", ",", ";", ":", "、");

    private Words() {}

    private static List<String> words(String text) {
        return Stream.of(text.trim().split(" ")).map(word -> " " + word).toList();
    }
}
