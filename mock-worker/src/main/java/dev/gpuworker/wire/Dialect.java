package dev.gpuworker.wire;

import java.util.Optional;

/** What a worker speaks. */
public enum Dialect {
    /** The contract, {@code docs/worker-api.md} sections 1 to 5. */
    CONTRACT("contract"),
    /** The worker as built in October 2025, {@code docs/worker-api.md} section 6. */
    AS_BUILT("as-built");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    /** Returns the word that flags, settings and scenario files use: {@code contract} or {@code as-built}. */
    public String word() {
        return word;
    }

    /** Returns the dialect of this word, or empty. */
    public static Optional<Dialect> of(String word) {
        for (Dialect dialect : values()) {
            if (dialect.word.equals(word)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }
}
