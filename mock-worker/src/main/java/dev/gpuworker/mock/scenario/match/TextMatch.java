package dev.gpuworker.mock.scenario.match;

import com.google.re2j.Pattern;
import java.util.Optional;

/** A condition on a text. Immutable, thread-safe. */
public sealed interface TextMatch {
    /** Returns whether the text matches. */
    boolean matches(String text);

    /** Returns why the text does not match, or empty if it does. The reason never contains the text. */
    Optional<String> mismatch(String text);

    /** Returns whether this matches every text that the other matches; false if that cannot be decided. */
    boolean covers(TextMatch other);

    /** Returns the matcher that scenario files mean by this text: {@code /regex/} or the text itself. */
    static TextMatch parse(String text) {
        boolean regex = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return regex ? regex(text.substring(1, text.length() - 1)) : new Exact(text);
    }

    /**
     * Returns a matcher for texts in which the expression is found. The syntax is that of RE2: without look-around and
     * back-references. Throws {@link IllegalArgumentException} with the reason if the expression is invalid or too
     * large.
     */
    static TextMatch regex(String expression) {
        return new Regex(expression);
    }

    /**
     * Exactly this text.
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

    /** Any text in which the expression is found. The search takes time linear in the text's length. */
    final class Regex implements TextMatch {
        /** Enough for a short text; the scenarios of a file are compared pairwise. */
        private static final int COMPARE_STEPS_MAX = 2_000;

        private final Pattern pattern;

        private Regex(String expression) {
            pattern = LinearRegex.compile(expression);
        }

        /** Returns the expression, without the slashes of scenario files. */
        public String expression() {
            return pattern.pattern();
        }

        /** Returns how many steps each character of a text takes at most, 1 to 1000. */
        public int stepsPerCharacter() {
            return pattern.programSize();
        }

        @Override
        public boolean matches(String candidate) {
            return pattern.matcher(candidate).find();
        }

        @Override
        public Optional<String> mismatch(String candidate) {
            return matches(candidate) ? Optional.empty() : Optional.of("does not match " + this);
        }

        @Override
        public boolean covers(TextMatch other) {
            return equals(other) || (other instanceof Exact exact && isFoundSoonIn(exact.text()));
        }

        private boolean isFoundSoonIn(String text) {
            return (long) text.length() * stepsPerCharacter() <= COMPARE_STEPS_MAX && matches(text);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Regex that && expression().equals(that.expression());
        }

        @Override
        public int hashCode() {
            return expression().hashCode();
        }

        @Override
        public String toString() {
            return "/" + expression() + "/";
        }
    }
}
