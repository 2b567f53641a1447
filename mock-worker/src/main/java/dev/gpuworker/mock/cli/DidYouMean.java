package dev.gpuworker.mock.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a user probably meant to type. */
final class DidYouMean {
    private DidYouMean() {}

    /** Returns the nearest allowed word if at most a third of the given one is wrong. */
    static Optional<String> of(String word, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3));
    }

    /** Counts the letters to insert, drop, replace or swap with the next one. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int k = 0; k <= to.length(); k++) {
                steps[i][k] = i == 0 || k == 0 ? i + k : cheapest(steps, from, to, i, k);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(int[][] steps, String from, String to, int i, int k) {
        int replaced = steps[i - 1][k - 1] + (from.charAt(i - 1) == to.charAt(k - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][k], steps[i][k - 1]) + 1);
        boolean swapped =
                i > 1 && k > 1 && from.charAt(i - 1) == to.charAt(k - 2) && from.charAt(i - 2) == to.charAt(k - 1);
        return swapped ? Math.min(best, steps[i - 2][k - 2] + 1) : best;
    }
}
