package dev.gpuworker.mock.scenario.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * Compiles the regular expressions of scenarios with an engine whose time is linear in the text: no expression can hang
 * the worker. Features that need a backtracking engine are refused, and so are expressions that are too large.
 */
final class LinearRegex {
    /** Longer than any expression that a person would write into a scenario. */
    private static final int CHARS_MAX = 1_000;

    /** A character of a text costs at most this many steps; the longest prompt then takes half a second. */
    private static final int SIZE_MAX = 1_000;

    /** Bound of an expression's size after its repetitions are expanded; the engine itself has none. */
    private static final long EXPANDED_MAX = 100_000;

    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("(.)\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}", java.util.regex.Pattern.DOTALL);

    /** The class intersection of other engines, which this one would read as plain ampersands. */
    private static final java.util.regex.Pattern INTERSECTION = java.util.regex.Pattern.compile("\\[[^\\]]*&&");

    private LinearRegex() {}

    /** Returns the compiled expression. Throws {@link IllegalArgumentException} with the reason in words. */
    static Pattern compile(String expression) {
        if (expression.length() > CHARS_MAX) {
            throw new IllegalArgumentException(
                    "the expression has " + expression.length() + " characters; at most " + CHARS_MAX + " are allowed");
        }
        if (INTERSECTION.matcher(expression).find()) {
            throw new IllegalArgumentException("&& in a class of characters is not supported; list the characters");
        }
        if (expanded(expression) > EXPANDED_MAX) {
            throw new IllegalArgumentException("its repetitions make the expression too large");
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(reason(expression, e), e);
        }
        if (pattern.programSize() > SIZE_MAX) {
            throw new IllegalArgumentException("the expression takes " + pattern.programSize()
                    + " steps a character; at most " + SIZE_MAX + " are allowed: use smaller repetitions");
        }
        return pattern;
    }

    /** Returns an upper bound of the size: repetitions of groups multiply; of all others only the greatest counts. */
    private static long expanded(String expression) {
        long groups = 1;
        long greatest = 1;
        for (MatchResult found : REPETITION.matcher(expression).results().toList()) {
            String most = found.group(3) == null || found.group(3).isEmpty() ? found.group(2) : found.group(3);
            long times = Math.max(1, Math.max(Long.parseLong(found.group(2)), Long.parseLong(most)));
            if (")}?*+".contains(found.group(1))) {
                groups = Math.min(EXPANDED_MAX + 1, groups * times);
            } else {
                greatest = Math.max(greatest, times);
            }
        }
        return Math.min(EXPANDED_MAX + 1, groups * Math.min(greatest, EXPANDED_MAX + 1)) * expression.length();
    }

    private static String reason(String expression, PatternSyntaxException e) {
        String at = e.getPattern() == null || e.getPattern().isEmpty() ? "" : ": " + e.getPattern();
        String description = e.getDescription() + at;
        if (expression.matches("(?s).*\\(\\?<?[=!].*")) {
            return "look-around is not supported, since expressions are searched in linear time (" + description + ")";
        }
        if (expression.matches("(?s).*\\\\([1-9]|k<).*") && e.getDescription().contains("escape")) {
            return "back-references are not supported, since expressions are searched in linear time (" + description
                    + ")";
        }
        if (expression.contains("(?>") || expression.matches("(?s).*[+*?}]\\+.*")) {
            return "atomic groups and possessive repetitions are not supported, and not needed: expressions are"
                    + " searched in linear time (" + description + ")";
        }
        return description;
    }
}
