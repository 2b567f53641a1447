package dev.gpuworker.mock.scenario;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a text must be for a scenario to match. Immutable, thread-safe. */
public sealed interface TextMatch {
    /** Tells whether the text matches. */
    boolean matches(String text);

    /** Returns why the text does not match, or empty where it does. The reason never tells the text. */
    Optional<String> mismatch(String text);

    /** Tells whether every text that the other matches is matched by this one; false where that cannot be told. */
    boolean covers(TextMatch other);

    /** Returns the matcher that scenario files mean by this text: {@code /regex/} or the text itself. */
    static TextMatch parse(String text) {
        boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return regex ? regex(text.substring(1, text.length() - 1)) : new Exact(text);
    }

    /**
     * Returns a matcher for texts in which the expression is found. Throws
     * {@link java.util.regex.PatternSyntaxException} for a bad one.
     */
    static TextMatch regex(String expression) {
        return new Regex(Pattern.compile(expression));
    }

    /**
     * This very text.
     *
     * @param text the text
     */
    record Exact(String text) implements TextMatch {
        @Override
        public boolean matches(String candidate) {
            return candidate.equals(text);
        }

        @Override
        public Optional<String> mismatch(String candidate) {
            return candidate.equals(text) ? Optional.empty() : Optional.of("is not \"" + text + "\"");
        }

        @Override
        public boolean covers(TextMatch other) {
            return equals(other);
        }
    }

    /**
     * Any text in which the expression is found.
     *
     * @param pattern the expression
     */
    record Regex(Pattern pattern) implements TextMatch {
        @Override
        public boolean matches(String candidate) {
            return BoundedRegex.find(pattern, candidate, BoundedRegex.MATCH_STEPS_MAX) == BoundedRegex.Outcome.FOUND;
        }

        @Override
        public Optional<String> mismatch(String candidate) {
            return switch (BoundedRegex.find(pattern, candidate, BoundedRegex.MATCH_STEPS_MAX)) {
                case FOUND -> Optional.empty();
                case NOT_FOUND -> Optional.of("does not match " + this);
                case GAVE_UP ->
                    Optional.of("could not be matched against " + this
                            + ": the expression backtracks too much; make it simpler");
            };
        }

        @Override
        public boolean covers(TextMatch other) {
            return equals(other) || (other instanceof Exact exact && isFoundSoonIn(exact.text()));
        }

        private boolean isFoundSoonIn(String text) {
            return BoundedRegex.find(pattern, text, BoundedRegex.COMPARE_STEPS_MAX) == BoundedRegex.Outcome.FOUND;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Regex that
                    && pattern.pattern().equals(that.pattern.pattern())
                    && pattern.flags() == that.pattern.flags();
        }

        @Override
        public int hashCode() {
            return pattern.pattern().hashCode();
        }

        @Override
        public String toString() {
            return "/" + pattern.pattern() + "/";
        }
    }
}
