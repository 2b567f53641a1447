package dev.gpuworker.mock.scenario;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The source of the texts of a {@code tokens} step. */
public sealed interface TokenSource {
    /** More tokens in one step are rejected as a mistake; the contract allows 2048 for a whole job. */
    int COUNT_MAX = 100_000;

    /** Calls the visitor's method for this kind of source and returns what that returns. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /** Returns the number of tokens, or the greatest number if they are generated. */
    int most();

    /**
     * Handles each kind of source.
     *
     * @param <R> result of the visitor's methods
     */
    interface Visitor<R extends @Nullable Object> {
        /** Handles a text. */
        R text(Text source);

        /** Handles numbered tokens. */
        R count(Count source);

        /** Handles generated tokens. */
        R generate(Generate source);
    }

    /**
     * A text, cut into tokens before each run of white space.
     *
     * @param text at least one character
     */
    record Text(String text) implements TokenSource {
        /** Rejects an empty text. */
        public Text {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the text of tokens must not be empty");
            }
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }

        @Override
        public int most() {
            return tokens().size();
        }

        /** Returns the tokens; joined, they make the text. */
        public List<String> tokens() {
            return TokenText.split(text);
        }
    }

    /**
     * Numbered tokens: {@code tok0}, <code>&nbsp;tok1</code>, <code>&nbsp;tok2</code> …
     *
     * @param count 1 to {@link #COUNT_MAX}
     */
    record Count(int count) implements TokenSource {
        /** Rejects values out of bounds. */
        public Count {
            requireCount(count);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.count(this);
        }

        @Override
        public int most() {
            return count;
        }

        /** Returns the tokens. */
        public List<String> tokens() {
            return IntStream.range(0, count)
                    .mapToObj(k -> k == 0 ? "tok0" : " tok" + k)
                    .toList();
        }
    }

    /**
     * Tokens from the worker's seeded generator, until {@code max}, the job's {@code max_tokens} or a stop sequence.
     *
     * @param max 1 to {@link #COUNT_MAX}
     */
    record Generate(int max) implements TokenSource {
        /** Rejects values out of bounds. */
        public Generate {
            requireCount(max);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.generate(this);
        }

        @Override
        public int most() {
            return max;
        }
    }

    private static void requireCount(int count) {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException(
                    "the number of tokens must be within 1 to " + COUNT_MAX + ", but was " + count);
        }
    }
}
