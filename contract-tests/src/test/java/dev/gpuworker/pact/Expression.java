package dev.gpuworker.pact;

import java.util.Locale;

/**
 * Builds the regular expressions of the pact from what every engine reads alike: no flags, no {@code .}, no {@code \d}
 * and no {@code \s} outside of {@link #ANY}. Java's own engine, Rust's and Oniguruma differ in all of them.
 */
final class Expression {
    /** Any character, line ends included. */
    static final String ANY = "[\\s\\S]";

    /** A text that is not empty. */
    static final String SOME_TEXT = "^" + ANY + "+$";

    private Expression() {}

    /** Returns an expression for exactly this text. */
    static String literally(String text) {
        return "^" + text.replaceAll("([.()\\[\\]])", "\\\\$1") + "$";
    }

    /** Returns an expression for a media type, which ignores case, with or without parameters. */
    static String mediaType(String type) {
        return "^" + anyCase(type) + "([ \\t]*;" + ANY + "*)?$";
    }

    /** Returns an expression, without anchors, for a text whose letters may be of either case. */
    static String anyCase(String text) {
        StringBuilder expression = new StringBuilder();
        for (String letter : text.split("", -1)) {
            String upper = letter.toUpperCase(Locale.ROOT);
            expression.append(upper.equals(letter) ? letter : "[" + letter + upper + "]");
        }
        return expression.toString();
    }
}
