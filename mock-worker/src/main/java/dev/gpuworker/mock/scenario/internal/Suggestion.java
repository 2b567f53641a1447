package dev.gpuworker.mock.scenario.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a user probably meant. */
public final class Suggestion {
    /** Longer words are never close to an allowed one. */
    private static final int WORD_CHARS_MAX = 40;

    private Suggestion() {}

    /** Returns {@code did you mean "every"? allowed: a b c}; the first half only if a word is close. */
    public static String hint(String word, Collection<String> allowed) {
        String all = "allowed: " + String.join(" ", allowed);
        return closest(word, allowed)
                .map(close -> "did you mean \"" + close + "\"?  " + all)
                .orElse(all);
    }

    /** Returns the allowed word that is closest to this one, or empty if none is close. */
    public static Optional<String> closest(String word, Collection<String> allowed) {
        if (word.isEmpty() || word.length() > WORD_CHARS_MAX) {
            return Optional.empty();
        }
        String plain = plain(word);
        int near = 1 + word.length() / 4;
        return allowed.stream()
                .filter(candidate -> distance(plain, plain(candidate)) <= near)
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the number of edits; swapping two neighbours counts as one. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = cost(from, to, i, j, cost);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cost(String from, String to, int i, int j, int[][] cost) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
